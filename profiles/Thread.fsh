Profile: HoibuThread
Parent: Bundle
Id: hoibu-thread
Title: "HOI BU Thread"
Description: "A thread of messages in one answer: first a Communication with all that was said, each thing once and by its own time, then one for each message in the history, without what it says. / En tråd i ét svar: først alt hvad der er sagt, hver ting én gang og i tidsorden, derefter en post for hver besked i historien."
* implicitRules 0..0
* obeys hoibu-thread-whole
* type = #collection
* identifier 1..1 MS
* identifier.value 1..1
* insert Says(identifier, [[The thread]], [[Tråden]])
* total 0..0
* signature 0..0
* entry 2..* MS
* entry.fullUrl 1..1
* entry.resource 1..1
* entry.search 0..0
* entry.request 0..0
* entry.response 0..0
