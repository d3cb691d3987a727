Instance: hoibu-auditevent-purpose
InstanceOf: SearchParameter
Usage: #definition
Title: "HoibuAuditeventPurpose"
Description: "Why it was asked. / Hvorfor der blev spurgt."
* url = "https://hoibu.dk/fhir/SearchParameter/hoibu-auditevent-purpose"
* name = "HoibuAuditeventPurpose"
* status = #active
* experimental = false
* date = "2026-11-21"
* description = "Why it was asked. / Hvorfor der blev spurgt."
* code = #purpose
* base[0] = #AuditEvent
* type = #token
* expression = "AuditEvent.purposeOfEvent"
* multipleOr = true
* multipleAnd = true
