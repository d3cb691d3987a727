Instance: hoibu-auditevent-agent
InstanceOf: SearchParameter
Usage: #definition
Title: "HoibuAuditeventAgent"
Description: "Who asked, by identifier only, as agent:identifier or agent.identifier: [issuer]|[subject] is the user, |[client_id] the client, [system of SOR or CVR]|[number] the organisation. / Hvem der spurgte, kun ved identifikation."
* url = "https://hoibu.dk/fhir/SearchParameter/hoibu-auditevent-agent"
* name = "HoibuAuditeventAgent"
* derivedFrom = "http://hl7.org/fhir/SearchParameter/AuditEvent-agent"
* status = #active
* experimental = false
* date = "2026-11-21"
* description = "Who asked, by identifier only, as agent:identifier or agent.identifier: [issuer]|[subject] is the user, |[client_id] the client, [system of SOR or CVR]|[number] the organisation. / Hvem der spurgte, kun ved identifikation."
* code = #agent
* base[0] = #AuditEvent
* type = #reference
* expression = "AuditEvent.agent.who"
* multipleOr = true
* multipleAnd = true
* target[0] = #Practitioner
* target[1] = #Organization
* target[2] = #Device
* modifier[0] = #identifier
* chain[0] = "identifier"
