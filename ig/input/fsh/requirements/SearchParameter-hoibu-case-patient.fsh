Instance: hoibu-case-patient
InstanceOf: SearchParameter
Usage: #definition
Title: "HoibuCasePatient"
Description: "The child, without whom there is no search: an id, or in the body of POST _search patient.identifier or patient:identifier with the CPR number. Exactly one. / Barnet, som skal angives: et id, eller i kroppen af POST _search patient.identifier eller patient:identifier med CPR-nummeret."
* url = "https://hoibu.dk/fhir/SearchParameter/hoibu-case-patient"
* name = "HoibuCasePatient"
* derivedFrom = "http://hl7.org/fhir/SearchParameter/clinical-patient"
* status = #active
* experimental = false
* date = "2026-11-21"
* description = "The child, without whom there is no search: an id, or in the body of POST _search patient.identifier or patient:identifier with the CPR number. Exactly one. / Barnet, som skal angives: et id, eller i kroppen af POST _search patient.identifier eller patient:identifier med CPR-nummeret."
* code = #patient
* base[0] = #EpisodeOfCare
* type = #reference
* expression = "EpisodeOfCare.patient"
* multipleOr = false
* multipleAnd = false
* target[0] = #Patient
* modifier[0] = #identifier
* chain[0] = "identifier"
