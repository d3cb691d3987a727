Instance: hoibu-kombit-organisation
InstanceOf: NamingSystem
Usage: #definition
Title: "FK Organisation, enhed"
Description: "Municipal organisation unit. urn:uuid: and the UUID of the unit in FK Organisation."
* name = "HoibuKombitOrganisation"
* status = #active
* kind = #identifier
* date = "2026-11-21"
* publisher = "HOI BU"
* responsible = "KOMBIT"
* description = "Municipal organisation unit / FK Organisation, enhed. urn:uuid: and the UUID of the unit in FK Organisation."
* jurisdiction = urn:iso:std:iso:3166#DK "Denmark"
* uniqueId[0].type = #uri
* uniqueId[0].value = "https://kombit.dk/sts/organisation"
* uniqueId[0].preferred = true
