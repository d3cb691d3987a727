Instance: hoibu-auditevent-patient
InstanceOf: SearchParameter
Usage: #definition
Title: "HoibuAuditeventPatient"
Description: "The child asked about: an id, or in the body of POST _search patient.identifier or patient:identifier with the CPR number. At most one child. / Barnet der er spurgt om: et id, eller i kroppen af POST _search patient.identifier eller patient:identifier med CPR-nummeret."
* url = "https://hoibu.dk/fhir/SearchParameter/hoibu-auditevent-patient"
* name = "HoibuAuditeventPatient"
* derivedFrom = "http://hl7.org/fhir/SearchParameter/AuditEvent-patient"
* status = #active
* experimental = false
* date = "2026-11-21"
* description = "The child asked about: an id, or in the body of POST _search patient.identifier or patient:identifier with the CPR number. At most one child. / Barnet der er spurgt om: et id, eller i kroppen af POST _search patient.identifier eller patient:identifier med CPR-nummeret."
* code = #patient
* base[0] = #AuditEvent
* type = #reference
* expression = "AuditEvent.entity.what.where(resolve() is Patient)"
* multipleOr = false
* multipleAnd = false
* target[0] = #Patient
* modifier[0] = #identifier
* chain[0] = "identifier"
