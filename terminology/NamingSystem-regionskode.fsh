Instance: hoibu-regionskode
InstanceOf: NamingSystem
Usage: #definition
Title: "Regionskode"
Description: "Region code. The code of the region, DK-81 for example."
* name = "HoibuRegionskode"
* status = #active
* kind = #codesystem
* date = "2026-11-21"
* publisher = "HOI BU"
* responsible = "Sundhedsdatastyrelsen"
* description = "Region code / Regionskode. The code of the region, DK-81 for example."
* jurisdiction = urn:iso:std:iso:3166#DK "Denmark"
* uniqueId[0].type = #uri
* uniqueId[0].value = "http://hl7.dk/fhir/core/CodeSystem/dk-core-regional-subdivision-codes"
* uniqueId[0].preferred = true
