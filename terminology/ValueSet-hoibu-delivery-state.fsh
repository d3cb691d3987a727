ValueSet: HoibuDeliveryState
Id: hoibu-delivery-state
Title: "Beskeders levering"
Description: "Every state of delivery / Alle leveringstilstande"
* ^experimental = false
* include codes from system HoibuDeliveryStateCodes
