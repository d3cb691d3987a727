Instance: hoibu-appointment-patient
InstanceOf: SearchParameter
Usage: #definition
Title: "HoibuAppointmentPatient"
Description: "The child, without whom there is no search: an id, or in the body of POST _search patient.identifier or patient:identifier with the CPR number. Exactly one. / Barnet, som skal angives: et id, eller i kroppen af POST _search patient.identifier eller patient:identifier med CPR-nummeret."
* url = "https://hoibu.dk/fhir/SearchParameter/hoibu-appointment-patient"
* name = "HoibuAppointmentPatient"
* derivedFrom = "http://hl7.org/fhir/SearchParameter/Appointment-patient"
* status = #active
* experimental = false
* date = "2026-11-21"
* description = "The child, without whom there is no search: an id, or in the body of POST _search patient.identifier or patient:identifier with the CPR number. Exactly one. / Barnet, som skal angives: et id, eller i kroppen af POST _search patient.identifier eller patient:identifier med CPR-nummeret."
* code = #patient
* base[0] = #Appointment
* type = #reference
* expression = "Appointment.participant.actor.where(resolve() is Patient)"
* multipleOr = false
* multipleAnd = false
* target[0] = #Patient
* modifier[0] = #identifier
* chain[0] = "identifier"
