// The short name of an element in English, and in Danish beside it.
RuleSet: Says(path, english, danish)
* {path} ^short = "{english}"
* {path} ^short.extension[0].url = $translation
* {path} ^short.extension[0].extension[0].url = "lang"
* {path} ^short.extension[0].extension[0].valueCode = #da
* {path} ^short.extension[0].extension[1].url = "content"
* {path} ^short.extension[0].extension[1].valueString = "{danish}"

// What an element means, in both languages: for those whose meaning is this project's own.
RuleSet: Means(path, english, danish)
* {path} ^definition = "{english}"
* {path} ^definition.extension[0].url = $translation
* {path} ^definition.extension[0].extension[0].url = "lang"
* {path} ^definition.extension[0].extension[0].valueCode = #da
* {path} ^definition.extension[0].extension[1].url = "content"
* {path} ^definition.extension[0].extension[1].valueString = "{danish}"

// What every resource of the facade has, and what none has.
RuleSet: FromASource
* implicitRules 0..0
* contained 0..0
* modifierExtension 0..0
* obeys hoibu-no-version
* meta 1..1 MS
* meta.source 1..1 MS
* meta.lastUpdated MS
* meta.security 0..1 MS
* meta.security from HoibuConfidentiality (required)
* obeys hoibu-source
* insert Says(meta.source, [[The upstream that this comes from]], [[Den kilde oplysningen kommer fra]])
* insert Means(meta.source, [[https://hoibu.dk/fhir/source/ and the code of the source (CodeSystem hoibu-source), or facade for what the facade put together. On a case # and the UUID of the case system may follow.]], [[Kilden som URI. På en sag kan # og fagsystemets UUID følge efter.]])
* insert Says(meta.lastUpdated, [[When the upstream registered this]], [[Hvornår kilden registrerede oplysningen]])
* insert Means(meta.lastUpdated, [[The upstream's own registration time, not the time of the answer. Left out when the register gives none.]], [[Kildens eget registreringstidspunkt, ikke svarets. Udelades når registret ikke oplyser det.]])
* insert Says(meta.security, [[How carefully this must be handled]], [[Hvor varsomt oplysningen skal håndteres]])

// Telephone and e-mail of a workplace.
RuleSet: WorkTelecom
* telecom obeys hoibu-telecom
* telecom MS
* telecom.system 1..1
* telecom.value 1..1
* telecom.use 1..1
* telecom.rank 0..0
* telecom.period 0..0
* insert Says(telecom, [[Work telephone or e-mail]], [[Telefon eller e-mail på arbejdet]])
