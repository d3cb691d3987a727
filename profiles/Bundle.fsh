Profile: HoibuAnswer
Parent: Bundle
Id: hoibu-answer
Title: "HOI BU Answer"
Description: "The answer to a search or to $everything. An answer from which something is missing says so in an outcome entry and has no total: nothing found and a source did not answer are never the same. / Svaret på en søgning. Et svar hvor noget mangler siger det selv og har intet samlet antal."
* obeys hoibu-answer-incomplete and hoibu-answer-mode
* implicitRules 0..0
* identifier 0..0
* type = #searchset
* signature 0..0
* total MS
* insert Says(total, [[Absent when something is missing, or when not asked for]], [[Mangler når noget mangler i svaret, eller når der ikke er bedt om det]])
* link MS
* entry MS
* entry.fullUrl 1..1
* entry.resource 1..1
* entry.search 1..1
* entry.search.mode 1..1 MS
* entry.search.score 0..0
* entry.request 0..0
* entry.response 0..0
