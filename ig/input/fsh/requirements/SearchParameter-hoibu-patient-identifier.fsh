Instance: hoibu-patient-identifier
InstanceOf: SearchParameter
Usage: #definition
Title: "HoibuPatientIdentifier"
Description: "The child's CPR number or replacement number, in the body of POST _search only: in a URL it is refused. Exactly one. / Barnets CPR-nummer eller erstatningsnummer, kun i kroppen af POST _search."
* url = "https://hoibu.dk/fhir/SearchParameter/hoibu-patient-identifier"
* name = "HoibuPatientIdentifier"
* derivedFrom = "http://hl7.org/fhir/SearchParameter/Patient-identifier"
* status = #active
* experimental = false
* date = "2026-11-21"
* description = "The child's CPR number or replacement number, in the body of POST _search only: in a URL it is refused. Exactly one. / Barnets CPR-nummer eller erstatningsnummer, kun i kroppen af POST _search."
* code = #identifier
* base[0] = #Patient
* type = #token
* expression = "Patient.identifier"
* multipleOr = false
* multipleAnd = false
