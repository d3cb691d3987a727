package dk.hoibu.fhir.access;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The whole decision as a table: who asks, about which child, for what, and what becomes of it by which rule. Written for
 * {@link TestPolicy#full()}. Every rule decides at least one row, alone.
 */
public final class PolicyTable {

    /** A row; {@code sentence} says what it shows. */
    record Row(Requester requester, ChildFacts child, Item item, String effect, String rule, String sentence) {

        @Override
        public String toString() {
            return rule + ": " + sentence;
        }
    }

    private static final String TEXT = """
            # --- who asks
            sample               | child       | person                        | shown   sample-requester           | somebody unknown on this machine is served test persons
            sample               | child       | case                          | shown   sample-requester           | and sees what health sees
            sample               | child       | appointment                   | shown   sample-requester           | and what a municipality sees
            sample               | child       | case profile                  | hidden  security-profile           | but the rules about the case hold
            sample               | adult       | case                          | hidden  age-gate                   | and those about the child
            stranger             | child       | person                        | refused identified-requester       | somebody unknown elsewhere is turned away
            stranger             | child       | case                          | refused identified-requester       | whatever is asked for
            message-handler      | child       | person                        | refused role-without-child-data    | a message handler sees no child
            ehr                  | child       | person                        | refused role-without-child-data    | nor does a record system by itself
            auditor              | child       | case                          | refused role-without-child-data    | nor does an auditor
            operator             | child       | appointment                   | refused role-without-child-data    | nor does an operator
            gp-elsewhere         | child       | case                          | refused participating-organisation | a clinic that does not take part is turned away
            gp-of-municipality   | child       | case                          | refused participating-organisation | a doctor asks for a health unit, not for a municipality
            caseworker-elsewhere | child       | person                        | refused participating-organisation | a municipality that does not take part is turned away
            ppr-of-clinic        | child       | appointment                   | refused participating-organisation | a psychologist of PPR asks for a municipality, not for a clinic
            gp-not-treating      | child       | case                          | refused treatment-relation         | a doctor who does not treat the child is turned away
            gp-not-treating      | child       | person                        | refused treatment-relation         | also from the child itself
            gp-without-purpose   | child       | case                          | refused purpose                    | a doctor who does not say why is turned away
            gp-for-research      | child       | case                          | refused purpose                    | a doctor who asks for research is turned away
            # --- the child
            gp                   | dead        | case                          | hidden  deceased                   | a dead child has no cases to show
            ppr                  | dead        | appointment                   | hidden  deceased                   | nor appointments
            gp                   | dead        | school                        | hidden  deceased                   | nor a school
            gp                   | dead        | person                        | shown   to-health                  | that the child is dead is told
            gp                   | seventeen   | case                          | shown   to-health                  | at 17 a child is a child
            gp                   | adult       | case                          | hidden  age-gate                   | at 18 no more
            ppr                  | adult       | appointment                   | hidden  age-gate                   | nor appointments
            gp                   | adult       | gp                            | hidden  age-gate                   | nor the clinic
            gp                   | adult       | person                        | shown   to-health                  | that somebody is an adult is told
            gp                   | adult       | case kle=34.50.15             | shown   young-adult                | but support to young people goes on
            gp                   | twenty-two  | case kle=34.50.15             | shown   young-adult                | until the day
            gp                   | adult       | contact                       | shown   young-adult                | with whom to call about it
            gp                   | twenty-three| case kle=34.50.15             | hidden  age-gate                   | that the policy says
            gp                   | adult       | case kle=34.50.15 profile     | hidden  security-profile           | and no rule about the case is set aside
            ppr                  | adult       | case kle=34.50.15             | hidden  not-allowed                | nor does it open a direction
            gp                   | unknown     | case                          | shown   to-health                  | when CPR is silent, cases are shown
            # --- the directions
            gp                   | child       | person                        | shown   to-health                  | a doctor sees the child
            gp                   | child       | case                          | shown   to-health                  | its cases
            gp                   | child       | contact                       | shown   to-health                  | whom to call
            psychiatrist         | child       | school                        | shown   to-health                  | and a psychiatrist its school
            psychiatrist         | child       | gp                            | shown   to-health                  | and its doctor
            gp                   | child       | appointment                   | hidden  not-allowed                | appointments go to municipalities alone
            ppr                  | child       | person                        | shown   to-municipality            | PPR sees the child
            ppr                  | child       | appointment                   | shown   to-municipality            | and its appointments, where they are switched on
            caseworker           | child       | appointment                   | shown   to-municipality            | so does a caseworker
            sapa                 | child       | appointment                   | shown   to-municipality            | and the municipality's viewer
            ppr-rebild           | child       | appointment                   | hidden  appointments-switched-on   | in a municipality where they are not, none are shown
            ppr-rebild           | child       | person                        | shown   to-municipality            | the child is
            ppr                  | child       | case                          | hidden  not-allowed                | cases go to health alone
            ppr                  | child       | contact                       | hidden  not-allowed                | and those who work on them
            sapa                 | child       | school                        | hidden  not-allowed                | and the school
            caseworker           | child       | gp                            | hidden  not-allowed                | and the doctor
            # --- cases
            gp                   | child       | case not-imported             | hidden  lifecycle                  | a case that is not imported is hidden
            gp                   | child       | case other-party              | hidden  primary-party              | somebody else's case is hidden
            gp                   | child       | case owner=29189382           | hidden  participant                | a case of a municipality that does not take part is hidden
            gp                   | child       | case owner=-                  | hidden  participant                | a case of nobody knows whom is hidden
            gp                   | child       | case profile                  | hidden  security-profile           | a case kept for named staff is hidden
            gp                   | child       | case hiding-class             | hidden  display-class              | a case exempt from display is hidden
            gp                   | child       | case level=FOELSOMME_PERSONOPLYSNINGER | hidden sensitivity        | a case more sensitive than the limit is hidden
            gp                   | child       | case level=VIP_SAGER          | hidden  sensitivity                | a VIP case is hidden
            gp                   | child       | case level=fortrolige_personoplysninger | hidden sensitivity       | a case of unknown sensitivity is hidden
            gp                   | child       | case level=-                  | hidden  sensitivity                | a case without sensitivity is hidden
            gp                   | child       | case level=IKKE_FORTROLIGE_DATA | shown to-health                  | a case less sensitive than the limit is shown
            gp                   | child       | case kle=34.10.30             | hidden  kle                        | a case about something else is hidden
            gp                   | child       | case kle=-                    | hidden  kle                        | a case about nobody knows what is hidden
            gp                   | child       | case kle=17.03.04             | reduced kle-number                 | of some cases the area alone is shown
            gp                   | child       | case owner=29189463 kle=28.06.12 | shown to-health                 | a municipality may show more than the others
            gp                   | child       | case kle=28.06.12             | hidden  kle                        | which the others do not
            gp                   | child       | case owner=29189463           | hidden  kle                        | and less
            # --- appointments
            ppr                  | child       | appointment kind=MunicipalityAppointment | hidden appointment-kind | a municipality's own appointment is hidden
            ppr                  | child       | appointment kind=PractitionerAppointment | hidden appointment-kind | so is one with a GP
            ppr                  | child       | appointment specialty=394587001 | hidden appointment-specialty     | so is one in psychiatry for adults
            ppr                  | child       | appointment specialty=-       | hidden  appointment-specialty      | and one of no specialty
            ppr                  | child       | appointment specialty=- unit=9901611000016007 | shown to-municipality | unless the policy names the unit
            # --- protection
            gp                   | protected   | person                        | reduced protected-person           | a protected child has no name
            ppr                  | unknown     | person                        | reduced protected-person           | when CPR is silent, every child is taken for protected
            gp                   | protected   | school                        | hidden  protected-whereabouts      | its school would tell where it is
            gp                   | protected   | gp                            | hidden  protected-whereabouts      | so would its doctor
            gp                   | child       | school protected              | hidden  protected-whereabouts      | also when the school protects it
            gp                   | child       | gp protected                  | hidden  protected-whereabouts      | with the doctor
            gp                   | protected   | case                          | shown   to-health                  | its cases are shown
            ppr                  | protected   | appointment                   | shown   to-municipality            | and its appointments
            gp                   | child       | contact concealed             | reduced concealed-staff            | a concealed member of staff has no name
            """;

    static final List<Row> ROWS = TEXT.lines()
            .filter(line -> !line.startsWith("#"))
            .map(PolicyTable::row)
            .toList();

    private PolicyTable() {}

    private static Row row(String line) {
        String[] cells = Arrays.stream(line.split("\\|")).map(String::strip).toArray(String[]::new);
        String[] decision = cells[3].split(" +");
        return new Row(requester(cells[0]), child(cells[1]), item(cells[2]), decision[0], decision[1], cells[4]);
    }

    /** The one who asks, by the name in the table. */
    public static Requester requester(String name) {
        return switch (name) {
            case "sample" -> new Requester(true, name);
            case "stranger" -> new Requester(false, name);
            case "gp" -> health(Role.GP, true, "TREAT");
            case "psychiatrist" -> user(Role.PSYCHIATRIST, Register.SOR, "9900711000016003", true, "TREAT");
            case "gp-elsewhere" -> user(Role.GP, Register.SOR, "9901611000016007", true, "TREAT");
            case "gp-of-municipality" -> user(Role.GP, Register.CVR, "29189420", true, "TREAT");
            case "gp-not-treating" -> health(Role.GP, false, "TREAT");
            case "gp-without-purpose" -> health(Role.GP, true, "");
            case "gp-for-research" -> health(Role.GP, true, "HRESCH");
            case "ppr" -> municipal(Role.PPR, "29189420");
            case "ppr-rebild" -> municipal(Role.PPR, "29189463");
            case "ppr-of-clinic" -> user(Role.PPR, Register.SOR, "9901911000016008", false, "");
            case "caseworker" -> municipal(Role.CASEWORKER, "29189439");
            case "caseworker-elsewhere" -> municipal(Role.CASEWORKER, "29189382");
            case "sapa" -> municipal(Role.MUNICIPAL_SYSTEM, "29189420");
            case "message-handler" -> health(Role.MESSAGE_HANDLER, true, "TREAT");
            case "ehr" -> health(Role.EHR, true, "TREAT");
            case "auditor" -> municipal(Role.AUDITOR, "29189420");
            case "operator" -> municipal(Role.OPERATOR, "29189420");
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static Requester health(Role role, boolean treats, String purpose) {
        return user(role, Register.SOR, "9901911000016008", treats, purpose);
    }

    private static Requester municipal(Role role, String cvr) {
        return user(role, Register.CVR, cvr, false, "");
    }

    static Requester user(Role role, Register register, String organisation, boolean treats, String purpose) {
        return new Requester(
                true,
                "request",
                Optional.of(new Identity(
                        "https://issuer.test",
                        "subject",
                        "client",
                        Optional.empty(),
                        role,
                        new Organisation(register, organisation),
                        Optional.of(purpose).filter(code -> !code.isEmpty()),
                        treats,
                        Scopes.parse(""),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty())));
    }

    private static ChildFacts child(String name) {
        return switch (name) {
            case "child" -> new ChildFacts(Optional.of(10), false, false);
            case "dead" -> new ChildFacts(Optional.of(10), true, false);
            case "protected" -> new ChildFacts(Optional.of(10), false, true);
            case "seventeen" -> new ChildFacts(Optional.of(17), false, false);
            case "adult" -> new ChildFacts(Optional.of(18), false, false);
            case "twenty-two" -> new ChildFacts(Optional.of(22), false, false);
            case "twenty-three" -> new ChildFacts(Optional.of(23), false, false);
            case "unknown" -> ChildFacts.UNKNOWN;
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static Item item(String text) {
        List<String> words = Arrays.asList(text.split(" +"));
        Map<String, String> values = new HashMap<>();
        words.stream()
                .filter(word -> word.contains("="))
                .forEach(word ->
                        values.put(word.substring(0, word.indexOf('=')), word.substring(word.indexOf('=') + 1)));
        return switch (words.get(0)) {
            case "person" -> new Item.Child();
            case "case" ->
                new Item.MunicipalCase(new CaseFacts(
                        value(values, "owner", "29189420"),
                        value(values, "kle", "34.10.10"),
                        value(values, "level", "FORTROLIGE_PERSONOPLYSNINGER"),
                        words.contains("profile"),
                        words.contains("hiding-class"),
                        !words.contains("other-party"),
                        !words.contains("not-imported")));
            case "contact" -> new Item.Contact(words.contains("concealed"));
            case "appointment" ->
                new Item.Appointment(
                        values.getOrDefault("kind", "RegionalAppointment"),
                        value(values, "specialty", "394588006"),
                        values.getOrDefault("unit", "9900811000016001"));
            case "school" -> new Item.School(words.contains("protected"));
            case "gp" -> new Item.Gp(words.contains("protected"));
            default -> throw new IllegalArgumentException(text);
        };
    }

    private static Optional<String> value(Map<String, String> values, String name, String standard) {
        return Optional.of(values.getOrDefault(name, standard)).filter(value -> !value.equals("-"));
    }
}
