Instance: hoibu-process-message
InstanceOf: OperationDefinition
Usage: #definition
Title: "Take in a message"
Description: "A CareCommunication message in, an acknowledgement out. / En korrespondance ind, en kvittering ud."
* url = "https://hoibu.dk/fhir/OperationDefinition/hoibu-process-message"
* name = "HoibuProcessMessage"
* title = "Take in a message"
* status = #active
* experimental = false
* date = "2026-11-22"
* kind = #operation
* affectsState = true
* description = "POST [base]/$process-message with a MedCom CareCommunication 5.0 message as the body, JSON or XML, up to 100 MB; the answer is a MedCom Acknowledgement 2.0 message, whatever its verdict, with status 200. Synchronous. The same message again gets the same answer again. POST [base]/Bundle does the same. / Kroppen er en korrespondance, JSON eller XML, op til 100 MB; svaret er en MedCom-kvittering, uanset udfaldet, med status 200. Den samme besked igen får det samme svar igen."
* base = "http://hl7.org/fhir/OperationDefinition/MessageHeader-process-message"
* code = #process-message
* resource[0] = #MessageHeader
* system = true
* type = false
* instance = false
* insert Takes(content, 1, 1, Bundle, [[The message, as the body itself.]])
* parameter[=].targetProfile[0] = "http://medcomfhir.dk/ig/carecommunication/StructureDefinition/medcom-careCommunication-message"
* insert Gives(return, 1, 1, Bundle, [[The acknowledgement: ok, fatal-error or transient-error.]])
