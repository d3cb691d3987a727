Instance: hoibu-sor
InstanceOf: NamingSystem
Usage: #definition
Title: "SOR-nummer"
Description: "SOR number. A unit of the health organisation register."
* name = "HoibuSor"
* status = #active
* kind = #identifier
* date = "2026-11-21"
* publisher = "HOI BU"
* responsible = "Sundhedsdatastyrelsen"
* description = "SOR number / SOR-nummer. A unit of the health organisation register."
* jurisdiction = urn:iso:std:iso:3166#DK "Denmark"
* uniqueId[0].type = #oid
* uniqueId[0].value = "1.2.208.176.1.1"
* uniqueId[0].preferred = true
