Instance: hoibu-cvr
InstanceOf: NamingSystem
Usage: #definition
Title: "CVR-nummer"
Description: "CVR number. Eight digits: a company or authority. The owner on units that have no number of their own."
* name = "HoibuCvr"
* status = #active
* kind = #identifier
* date = "2026-11-21"
* publisher = "HOI BU"
* responsible = "Erhvervsstyrelsen"
* description = "CVR number / CVR-nummer. Eight digits: a company or authority. The owner on units that have no number of their own."
* jurisdiction = urn:iso:std:iso:3166#DK "Denmark"
* uniqueId[0].type = #uri
* uniqueId[0].value = "http://cvr.dk"
* uniqueId[0].preferred = true
