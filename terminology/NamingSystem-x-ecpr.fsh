Instance: hoibu-x-ecpr
InstanceOf: NamingSystem
Usage: #definition
Title: "Erstatnings-CPR (X-eCPR)"
Description: "Replacement number (X-eCPR). For persons without a CPR number. Municipal registers cannot be asked with it."
* name = "HoibuXEcpr"
* status = #active
* kind = #identifier
* date = "2026-11-21"
* publisher = "HOI BU"
* responsible = "Sundhedsdatastyrelsen"
* description = "Replacement number (X-eCPR) / Erstatnings-CPR (X-eCPR). For persons without a CPR number. Municipal registers cannot be asked with it."
* jurisdiction = urn:iso:std:iso:3166#DK "Denmark"
* uniqueId[0].type = #oid
* uniqueId[0].value = "1.2.208.176.1.6.1.1"
* uniqueId[0].preferred = true
