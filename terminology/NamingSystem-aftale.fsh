Instance: hoibu-aftale
InstanceOf: NamingSystem
Usage: #definition
Title: "Aftale-id"
Description: "Appointment id. The encounter of an appointment document; stays when the appointment is moved."
* name = "HoibuAftale"
* status = #active
* kind = #identifier
* date = "2026-11-21"
* publisher = "HOI BU"
* responsible = "MedCom"
* description = "Appointment id / Aftale-id. The encounter of an appointment document; stays when the appointment is moved."
* jurisdiction = urn:iso:std:iso:3166#DK "Denmark"
* uniqueId[0].type = #oid
* uniqueId[0].value = "1.2.208.184"
* uniqueId[0].preferred = true
