Instance: hoibu-access-log
InstanceOf: OperationDefinition
Usage: #definition
Title: "The citizen's log of a child"
Description: "Who looked at one child, told to the citizen. / Hvem der har slået et barn op, fortalt til borgeren."
* url = "https://hoibu.dk/fhir/OperationDefinition/hoibu-access-log"
* name = "HoibuAccessLog"
* title = "The citizen's log of a child"
* status = #active
* experimental = false
* date = "2026-11-21"
* kind = #operation
* affectsState = false
* description = "GET [base]/Patient/[id]/$access-log, or POST [base]/Patient/$access-log with the number in the body. Every access to the child, newest first, refused and failed ones too, as entries of hoibu-accesslog-entry: a view of the log, in which names of staff may be concealed. In pages with next links, and without a total. For auditors alone, who hand it on to the citizen; that they asked is an entry itself. / Hvert opslag om barnet, det nyeste først, også de afviste og fejlede: en visning af loggen, hvor medarbejderes navne kan være sløret. Sideopdelt, uden samlet antal. Kun for den der fører kontrol med loggen og giver den videre til borgeren; at der blev spurgt, er selv et opslag."
* code = #access-log
* resource[0] = #Patient
* system = false
* type = true
* instance = true
* insert Takes(patient, 0, 1, Identifier, [[The child by CPR number or X-eCPR, with its system. Required on the type, in the body of a POST; not allowed on an instance.]])
* insert Takes(date, 0, 10, string, [[When it was written down, as the search parameter date of AuditEvent; several are and.]])
* parameter[=].searchType = #date
* insert Takes(_count, 0, 1, integer, [[How many entries on a page, from 1.]])
* insert Gives(return, 1, 1, Bundle, [[A searchset with a page of the log.]])
* parameter[=].targetProfile[0] = "https://hoibu.dk/fhir/StructureDefinition/hoibu-answer"
