Invariant: hoibu-source
Description: "meta.source names a source of the facade / meta.source er en af facadens kilder"
Severity: #error
Expression: "meta.source.startsWith('https://hoibu.dk/fhir/source/')"

Invariant: hoibu-no-version
Description: "No upstream has versions, so no resource has one / Ingen kilde har versioner, så det har ressourcerne heller ikke"
Severity: #error
Expression: "meta.versionId.empty()"

Invariant: hoibu-telecom
Description: "Telephone or e-mail, for work; private numbers are never shown / Telefon eller e-mail til arbejdet; private numre vises aldrig"
Severity: #error
Expression: "(system = 'phone' or system = 'email') and (use = 'work' or use = 'mobile')"

Invariant: hoibu-urn-uuid
Description: "urn:uuid: and a UUID in lower case / urn:uuid: og en UUID med små bogstaver"
Severity: #error
Expression: "value.matches('^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$')"

Invariant: hoibu-patient-protected
Description: "The name of a child whose name and address are protected is not there / Navnet på et barn med navne- og adressebeskyttelse er der ikke"
Severity: #error
Expression: "meta.security.where(code = 'R').exists() implies name.empty()"

Invariant: hoibu-patient-number
Description: "The number is a CPR number or a replacement number / Nummeret er et CPR-nummer eller et erstatningsnummer"
Severity: #error
Expression: "identifier.all(system = 'urn:oid:1.2.208.176.1.2' or system = 'urn:oid:1.2.208.176.1.6.1.1')"

Invariant: hoibu-case-finished
Description: "Only a finished case has an end / Kun en afsluttet sag har en slutdato"
Severity: #error
Expression: "period.end.exists() implies status = 'finished'"

Invariant: hoibu-appointment-time
Description: "A booked appointment has a start; one that is only proposed has no time / En booket aftale har et starttidspunkt; en der kun er foreslået har intet"
Severity: #error
Expression: "iif(status = 'booked', start.exists(), start.empty() and end.empty() and minutesDuration.empty())"

Invariant: hoibu-appointment-child
Description: "Exactly one participant is the child: the one without a type / Præcis én deltager er barnet: den uden type"
Severity: #error
Expression: "participant.where(type.empty()).count() = 1"

Invariant: hoibu-appointment-open-end
Description: "The end is a time, or marked as unknown / Sluttidspunktet er et tidspunkt eller markeret som ukendt"
Severity: #error
Expression: "start.exists() implies end.exists()"

Invariant: hoibu-role-concealed
Description: "Staff whose identity is concealed have neither name nor identifier / Medarbejdere med identitetssløring har hverken navn eller identifikator"
Severity: #error
Expression: "identifier.exists() implies practitioner.exists()"

Invariant: hoibu-outcome-source
Description: "What is missing is an error and names the source / Det der mangler er en fejl og nævner kilden"
Severity: #error
Expression: "issue.where(details.coding.where(system = 'https://hoibu.dk/fhir/CodeSystem/hoibu-answer-detail' and code = 'source-missing').exists()).all(severity = 'error' and details.coding.where(system = 'https://hoibu.dk/fhir/CodeSystem/hoibu-source').exists())"

Invariant: hoibu-answer-incomplete
Description: "An answer from which something is missing has no total / Et svar hvor der mangler noget har intet samlet antal"
Severity: #error
Expression: "entry.where(search.mode = 'outcome').resource.ofType(OperationOutcome).issue.where(severity = 'error').exists() implies total.empty()"

Invariant: hoibu-answer-mode
Description: "Every entry says why it is there, and only outcomes are outcomes / Hver post siger hvorfor den er der, og kun OperationOutcome er outcome"
Severity: #error
Expression: "entry.all(search.mode.exists() and ((search.mode = 'outcome') = resource.is(OperationOutcome)))"

Invariant: hoibu-audit-no-number
Description: "The description of an entity holds no CPR number / Beskrivelsen indeholder ikke noget CPR-nummer"
Severity: #error
Expression: "description.empty() or description.matches('^(.*[^0-9A-Za-z-])?[0-3][0-9][01][0-9]{3}-?[0-9]{4}([^0-9A-Za-z-].*)?$').not()"

Invariant: hoibu-outcome-language
Description: "The text is Danish or English / Teksten er dansk eller engelsk"
Severity: #error
Expression: "language = 'da' or language = 'en'"

Invariant: hoibu-accesslog-concealed
Description: "Who has a pseudonym has no name / Den der har et pseudonym, har intet navn"
Severity: #error
Expression: "who.identifier.exists() implies who.display.empty()"

Invariant: hoibu-accesslog-label
Description: "Where a pseudonym stands for a name, the label says so / Hvor et pseudonym står i stedet for et navn, siger mærket det"
Severity: #error
Expression: "agent.where(who.identifier.system = 'urn:ietf:rfc:3986').exists() = meta.security.where(system = 'http://terminology.hl7.org/CodeSystem/v3-ObservationValue' and code = 'PSEUDED').exists()"

Invariant: hoibu-communication-patient
Description: "The child is referred to, and never contained / Barnet henvises der til; det er aldrig indlejret"
Severity: #error
Expression: "contained.where($this is Patient).empty()"

Invariant: hoibu-thread-whole
Description: "The first entry says all that was said, and no other says anything; all are Communication / Den første post siger alt, de andre siger intet; alle er Communication"
Severity: #error
Expression: "entry.all(resource is Communication) and entry.first().resource.payload.exists() and entry.skip(1).resource.payload.empty()"
