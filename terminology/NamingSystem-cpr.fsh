Instance: hoibu-cpr
InstanceOf: NamingSystem
Usage: #definition
Title: "CPR-nummer"
Description: "CPR number. Ten digits, the first six a date of birth. In bodies only, never in a URL."
* name = "HoibuCpr"
* status = #active
* kind = #identifier
* date = "2026-11-21"
* publisher = "HOI BU"
* responsible = "CPR-kontoret"
* description = "CPR number / CPR-nummer. Ten digits, the first six a date of birth. In bodies only, never in a URL."
* jurisdiction = urn:iso:std:iso:3166#DK "Denmark"
* uniqueId[0].type = #oid
* uniqueId[0].value = "1.2.208.176.1.2"
* uniqueId[0].preferred = true
