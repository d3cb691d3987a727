Instance: hoibu-launch
InstanceOf: OperationDefinition
Usage: #definition
Title: "Prepare a launch"
Description: "A record system tells about which child a view is to be opened, and gets a handle for the browser. / Et journalsystem fortæller hvilket barn en visning skal åbnes for, og får et kortlivet nøgleord til browseren."
* url = "https://hoibu.dk/fhir/OperationDefinition/hoibu-launch"
* name = "HoibuLaunch"
* title = "Prepare a launch"
* status = #active
* experimental = false
* date = "2026-11-21"
* kind = #operation
* affectsState = true
* description = "POST [base]/$launch from the record system's backend, with the CPR number in the body. Needs an access token with the role ehr and the scope https://hoibu.dk/fhir/scope/launch.create. The handle that comes back lives 60 seconds, works once, is bound to client, user and organisation, and is all that the browser carries (SMART launch parameter). Whether anybody has the number is not looked at. / POST fra journalsystemets server med CPR-nummeret i kroppen. Kræver et access token med rollen ehr og det nævnte scope. Nøgleordet lever i 60 sekunder, virker én gang, er bundet til klient, bruger og organisation og er det eneste browseren bærer. Det undersøges ikke, om nogen har nummeret."
* code = #launch
* system = true
* type = false
* instance = false
* insert Takes(patient, 1, 1, Identifier, [[The child's CPR number or replacement number, with its system.]])
* insert Takes(user, 1, 1, Identifier, [[Who pressed the button, as sign-in knows them. System and value must be the same when the handle is redeemed.]])
* insert Takes(organization, 1, 1, Identifier, [[The organisation they work for: SOR or CVR number. The access token must be the same organisation's.]])
* insert Takes(client, 1, 1, string, [[The client id of the application to open.]])
* insert Takes(purpose, 0, 1, code, [[Why, as a code of v3-PurposeOfUse.]])
* insert Takes(intent, 0, 1, string, [[Which view (SMART intent): letters, digits and . _ : / -]])
* insert Takes(context, 0, 10, Reference, [[Cases of that child that it is about: EpisodeOfCare/id (SMART fhirContext).]])
* insert Takes(correlation, 0, 1, string, [[The record system's own id of this press of the button: letters, digits, . and -. It goes into the log.]])
* insert Gives(handle, 1, 1, string, [[The value of the SMART launch parameter.]])
* insert Gives(expiresIn, 1, 1, positiveInt, [[How many seconds it lives.]])
