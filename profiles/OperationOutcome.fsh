Profile: HoibuOutcome
Parent: OperationOutcome
Id: hoibu-outcome
Title: "HOI BU OperationOutcome"
Description: "Why a request is refused and what to do, or what a reader must know about an answer: which source is missing and since when, what is withheld, what an empty answer does not mean. / Hvorfor en forespørgsel afvises og hvad man kan gøre, eller hvad en læser skal vide om et svar."
* implicitRules 0..0
* contained 0..0
* modifierExtension 0..0
* obeys hoibu-outcome-source
* language 1..1 MS
* obeys hoibu-outcome-language
* issue MS
* issue.details.coding ^slicing.discriminator.type = #value
* issue.details.coding ^slicing.discriminator.path = "system"
* issue.details.coding ^slicing.rules = #open
* issue.details.coding contains detail 0..1 MS and source 0..1 MS
* issue.details.coding[detail].system 1..1
* issue.details.coding[detail].system = "https://hoibu.dk/fhir/CodeSystem/hoibu-answer-detail"
* issue.details.coding[detail].code 1..1
* issue.details.coding[detail] from HoibuAnswerDetail (required)
* insert Says(issue.details.coding[detail], [[What the reader must know]], [[Hvad læseren skal vide]])
* issue.details.coding[source].system 1..1
* issue.details.coding[source].system = "https://hoibu.dk/fhir/CodeSystem/hoibu-source"
* issue.details.coding[source].code 1..1
* issue.details.coding[source] from HoibuSource (required)
* insert Says(issue.details.coding[source], [[Which source is missing]], [[Hvilken kilde der mangler]])
* issue.diagnostics 1..1 MS
* insert Says(issue.diagnostics, [[In words, in the language asked for; never a value that was sent]], [[I ord, på det ønskede sprog; aldrig en værdi der blev sendt]])
* issue.location 0..0
