Extension: HoibuMessageReceiver
Id: hoibu-message-receiver
Title: "Message receiver"
Description: "To whom a CareCommunication about the case goes: the unit that answers for it, or the nearest above it that can be sent messages, with the category that comes nearest. / Hvem en korrespondancemeddelelse om sagen sendes til: den ansvarlige enhed, eller den nærmeste over den, der kan modtage meddelelser, med den kategori, der passer bedst."
Context: EpisodeOfCare
* extension contains organization 1..1 MS and sor 1..1 MS and gln 1..1 MS and category 1..1 MS
* extension[organization].value[x] only Reference(HoibuMunicipality or HoibuMunicipalUnit)
* extension[organization].value[x] 1..1
* extension[sor].value[x] only Identifier
* extension[sor].value[x] 1..1
* extension[sor].valueIdentifier.system 1..1
* extension[sor].valueIdentifier.system = "urn:oid:1.2.208.176.1.1"
* extension[sor].valueIdentifier.value 1..1
* extension[gln].value[x] only Identifier
* extension[gln].value[x] 1..1
* extension[gln].valueIdentifier.system 1..1
* extension[gln].valueIdentifier.system = "https://www.gs1.org/gln"
* extension[gln].valueIdentifier.value 1..1
* extension[category].value[x] only Coding
* extension[category].value[x] 1..1
* extension[category].valueCoding.system 1..1
* extension[category].valueCoding.system = "http://medcomfhir.dk/ig/terminology/CodeSystem/medcom-careCommunication-categoryCodes"
* extension[category].valueCoding.code 1..1

Profile: HoibuCase
Parent: EpisodeOfCare
Id: hoibu-case
Title: "HOI BU Case"
Description: "A municipal case (sag) that says that something is going on: area, status, since when, which unit, who works on it. Never what the case says. / En kommunal sag der viser at der er gang i noget: område, status, siden hvornår, hvilken enhed, hvem der behandler den. Aldrig hvad der står i sagen."
* insert FromASource
* obeys hoibu-case-finished
* extension contains HoibuMessageReceiver named messageReceiver 0..1 MS
* identifier 1..2 MS
* identifier ^slicing.discriminator.type = #value
* identifier ^slicing.discriminator.path = "use"
* identifier ^slicing.rules = #closed
* identifier contains official 1..1 MS and usual 0..1 MS
* identifier[official].use = #official
* identifier[official].use 1..1
* identifier[official].system 1..1
* identifier[official].system = "urn:ietf:rfc:3986"
* identifier[official].value 1..1
* identifier[official] obeys hoibu-urn-uuid
* insert Says(identifier[official], [[The UUID of the case]], [[Sagens UUID]])
* identifier[usual].use = #usual
* identifier[usual].use 1..1
* identifier[usual].system 1..1
* identifier[usual].value 1..1
* identifier[usual].assigner 1..1
* identifier[usual].assigner.identifier 1..1
* insert Says(identifier[usual], [[The municipality's own case number, where it is switched on]], [[Kommunens eget sagsnummer, hvor det er slået til]])
* status from HoibuCaseStatus (required)
* status MS
* insert Says(status, [[planned, active, or finished when asked for]], [[planlagt, aktiv, eller afsluttet når der spørges efter det]])
* statusHistory 0..0
* type 1..2 MS
* type ^slicing.discriminator.type = #value
* type ^slicing.discriminator.path = "coding.system"
* type ^slicing.rules = #closed
* type contains area 1..1 MS and kle 0..1 MS
* type[area] from HoibuCaseArea (required)
* type[area].coding 1..1
* type[area].coding.system 1..1
* type[area].coding.system = "https://hoibu.dk/fhir/CodeSystem/hoibu-case-area"
* type[area].coding.code 1..1
* type[area].coding.display 1..1
* insert Says(type[area], [[What it is about: the answer to: is something going on?]], [[Hvad den handler om: svaret på: er der gang i noget?]])
* type[kle] from HoibuKle (extensible)
* type[kle].coding 1..1
* type[kle].coding.system 1..1
* type[kle].coding.system = "https://data.gov.dk/id/classification/KLE"
* type[kle].coding.code 1..1
* insert Says(type[kle], [[The KLE subject, when the policy lets it be told]], [[KLE-emnet, når politikken tillader det]])
* diagnosis 0..0
* patient only Reference(HoibuPatient)
* patient MS
* patient.display 0..0
* managingOrganization 1..1 MS
* managingOrganization only Reference(HoibuMunicipality or HoibuMunicipalUnit)
* insert Says(managingOrganization, [[The unit responsible for the case: whom to call]], [[Den ansvarlige enhed: hvem man kan ringe til]])
* period MS
* insert Says(period, [[Dates, in Denmark]], [[Datoer, dansk tid]])
* referralRequest 0..0
* careManager only Reference(HoibuPractitionerRole)
* careManager MS
* insert Says(careManager, [[Who works on the case; absent: call the unit]], [[Hvem der behandler sagen; mangler den, ring til enheden]])
* team 0..0
* account 0..0
