CodeSystem: HoibuDeliveryStateCodes
Id: hoibu-delivery-state
Title: "Beskeders levering"
Description: "How far a message is on its way, as its sender sees it / Hvor langt en besked er nået, som afsenderen ser det"
* ^experimental = false
* ^caseSensitive = true
* ^valueSet = "https://hoibu.dk/fhir/ValueSet/hoibu-delivery-state"
* #queued "Klar til afsendelse" "It is to be handed to the message service handler / Den skal afleveres til beskedhåndteringen"
  * ^designation[+].language = #en
  * ^designation[=].value = "Queued"
* #sent "Sendt" "The message service handler has it; the receiver has not acknowledged it yet / Beskedhåndteringen har den; modtageren har ikke kvitteret endnu"
  * ^designation[+].language = #en
  * ^designation[=].value = "Sent"
* #delayed "Forsinket" "The receiver could not take it for the time being; it is sent again / Modtageren kunne ikke tage imod den lige nu; den sendes igen"
  * ^designation[+].language = #en
  * ^designation[=].value = "Delayed"
* #delivered "Leveret" "The receiver has it / Modtageren har den"
  * ^designation[+].language = #en
  * ^designation[=].value = "Delivered"
* #refused "Afvist" "The receiver refused it / Modtageren har afvist den"
  * ^designation[+].language = #en
  * ^designation[=].value = "Refused"
* #dead "Opgivet" "It could not be delivered, and nothing more is done unless an operator says so / Den kunne ikke leveres, og der gøres ikke mere, medmindre en operatør beslutter det"
  * ^designation[+].language = #en
  * ^designation[=].value = "Given up"
