package dk.hoibu.fhir.generate;

import java.util.List;

/** What a department works with. */
enum Subject {
    PPR(
            "PPR",
            "ppr",
            0.35,
            List.of("17.03.04", "17.03.10"),
            List.of("PPR-psykolog", "Tale-hørekonsulent", "Specialpædagogisk konsulent")),
    FAMILY(
            "Børne- og Familieafdelingen",
            "familie",
            0.65,
            List.of("34.10.10", "34.15.25", "34.50.00"),
            List.of("Socialrådgiver", "Familierådgiver", "Børnefaglig rådgiver"));

    private final String department;
    private final String mailbox;
    private final double shareOfStaff;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> kleNumbers;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> jobs;

    Subject(String department, String mailbox, double shareOfStaff, List<String> kleNumbers, List<String> jobs) {
        this.department = department;
        this.mailbox = mailbox;
        this.shareOfStaff = shareOfStaff;
        this.kleNumbers = kleNumbers;
        this.jobs = jobs;
    }

    String department() {
        return department;
    }

    String mailbox() {
        return mailbox;
    }

    double shareOfStaff() {
        return shareOfStaff;
    }

    /** The subjects the department is where to turn to for. */
    List<String> kleNumbers() {
        return kleNumbers;
    }

    List<String> jobs() {
        return jobs;
    }
}
