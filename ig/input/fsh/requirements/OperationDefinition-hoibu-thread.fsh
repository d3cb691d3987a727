Instance: hoibu-thread
InstanceOf: OperationDefinition
Usage: #definition
Title: "The thread of a message"
Description: "A thread as MedCom wants it shown. / En tråd som MedCom vil have den vist."
* url = "https://hoibu.dk/fhir/OperationDefinition/hoibu-thread"
* name = "HoibuThread"
* title = "The thread of a message"
* status = #active
* experimental = false
* date = "2026-11-22"
* kind = #operation
* affectsState = false
* description = "GET [base]/Communication/[id]/$thread. All that was said in the thread of that message, each text and attachment once, by its own time, with signatures; and each message of its history: new, reply or forward, whose, what it answers, unread, not come, or of the thread that was forwarded. From the messages that the organisation of whoever asks sent or received, and from no others. Takes no parameters and is not paged; a thread too long for one answer is a 413. / Alt hvad der er sagt i beskedens tråd, hver tekst og hvert bilag én gang og i tidsorden, med signaturer; og hver besked i dens historie: ny, svar eller videresendt, fra hvem, hvad den svarer på, ulæst, ikke kommet, eller fra den tråd der blev videresendt. Kun fra de beskeder som spørgerens organisation har sendt eller modtaget."
* code = #thread
* resource[0] = #Communication
* system = false
* type = false
* instance = true
* insert Gives(return, 1, 1, Bundle, [[The thread.]])
* parameter[=].targetProfile[0] = "https://hoibu.dk/fhir/StructureDefinition/hoibu-thread"
