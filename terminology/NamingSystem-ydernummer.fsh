Instance: hoibu-ydernummer
InstanceOf: NamingSystem
Usage: #definition
Title: "Ydernummer"
Description: "Provider number. A clinic in the health insurance agreement."
* name = "HoibuYdernummer"
* status = #active
* kind = #identifier
* date = "2026-11-21"
* publisher = "HOI BU"
* responsible = "Danske Regioner"
* description = "Provider number / Ydernummer. A clinic in the health insurance agreement."
* jurisdiction = urn:iso:std:iso:3166#DK "Denmark"
* uniqueId[0].type = #oid
* uniqueId[0].value = "1.2.208.176.1.4"
* uniqueId[0].preferred = true
