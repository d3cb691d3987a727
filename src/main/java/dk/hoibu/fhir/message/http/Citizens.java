package dk.hoibu.fhir.message.http;

import dk.hoibu.fhir.access.Requester;
import dk.hoibu.fhir.domain.PersonNumber;
import dk.hoibu.fhir.fhir.Caller;
import dk.hoibu.fhir.fhir.Systems;
import dk.hoibu.fhir.message.build.DraftRules;
import dk.hoibu.fhir.message.build.Earlier;
import dk.hoibu.fhir.message.build.PersonName;
import dk.hoibu.fhir.message.build.ReadDraft;
import dk.hoibu.fhir.message.build.Subject;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Whom drafts are about. */
final class Citizens {

    private final Registers registers;

    Citizens(Registers registers) {
        this.registers = registers;
    }

    /** Of a new message: their numbers, and their name. */
    Subject subject(ReadDraft draft, Caller caller) {
        Requester requester = caller.requester();
        ReadDraft.Citizen said = draft.subject().orElseThrow();
        List<Subject.Numbered> numbers = said.numbers();
        if (said.id().isPresent()) {
            PersonNumber number = registers
                    .number(said.id().get())
                    .orElseThrow(() -> Outgoing.refused(DraftRules.SUBJECT, "Communication.subject"));
            numbers = List.of(new Subject.Numbered(
                    number.kind() == PersonNumber.Kind.CPR ? Systems.CPR : Systems.X_ECPR, number.value()));
        }
        person(numbers).ifPresent(requester.journal()::asked);
        Optional<PersonName> name = said.name();
        if (name.isEmpty() && MessageAccess.mayName(caller)) {
            name = person(numbers).flatMap(number -> registers.name(requester, number));
        }
        return new Subject(
                numbers, name.orElseThrow(() -> Outgoing.refused(DraftRules.SUBJECT_NAME, "Communication.subject")));
    }

    /** Whom the numbers are of, as registers know them; the CPR number before the one that replaces it. */
    static Optional<PersonNumber> person(List<Subject.Numbered> numbers) {
        return numbers.stream()
                .filter(one -> one.system().equals(Systems.CPR) || one.system().equals(Systems.X_ECPR))
                .flatMap(one -> PersonNumber.parse(one.value()).stream())
                .min(Comparator.comparing(PersonNumber::kind));
    }

    /** Nobody is to write about one citizen in the thread of another. */
    void requireSame(ReadDraft draft, Earlier earlier) {
        if (draft.subject().isPresent()) {
            ReadDraft.Citizen said = draft.subject().get();
            boolean same = said.id().isPresent()
                    ? said.id().flatMap(registers::number).stream()
                            .anyMatch(number -> person(earlier.subject()).equals(Optional.of(number)))
                    : said.numbers().stream().anyMatch(earlier.subject()::contains);
            if (!same) {
                throw Outgoing.refused(DraftRules.OTHER_SUBJECT, "Communication.subject");
            }
        }
    }
}
