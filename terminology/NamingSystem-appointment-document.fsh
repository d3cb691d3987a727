Instance: hoibu-appointment-document
InstanceOf: NamingSystem
Usage: #definition
Title: "Aftaledokument-id"
Description: "Appointment document id. An appointment document whose id is not a UUID."
* name = "HoibuAppointmentDocument"
* status = #active
* kind = #identifier
* date = "2026-11-21"
* publisher = "HOI BU"
* responsible = "HOI BU"
* description = "Appointment document id / Aftaledokument-id. An appointment document whose id is not a UUID."
* jurisdiction = urn:iso:std:iso:3166#DK "Denmark"
* uniqueId[0].type = #uri
* uniqueId[0].value = "https://hoibu.dk/fhir/sid/appointment-document"
* uniqueId[0].preferred = true
