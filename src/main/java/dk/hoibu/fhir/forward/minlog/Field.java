package dk.hoibu.fhir.forward.minlog;

import dk.hoibu.fhir.audit.AccessFacts;
import dk.hoibu.fhir.audit.Asker.Organisation;
import dk.hoibu.fhir.audit.Asker.User;
import dk.hoibu.fhir.audit.Observer;
import dk.hoibu.fhir.audit.Purpose;
import dk.hoibu.fhir.domain.PersonNumber;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** What a mapping file can put into a registration, by the name it has there, such as {@code organisation.id}. */
enum Field {
    /** Unlike that of any other event, and the same each time it is registered. */
    EVENT_ID(access -> access.id.toString()),
    /** In UTC, to the millisecond. */
    EVENT_RECORDED(access -> access.facts.when().toString()),
    REQUEST_ID(access -> access.facts.requestId()),
    LAUNCH_ID(access -> access.facts.launchId().orElse("")),
    /** The child's number, which is in no other field. */
    PATIENT_NUMBER(access -> access.child.value()),
    /** {@code CPR} or {@code REPLACEMENT}. */
    PATIENT_KIND(access -> access.child.kind().name()),
    /** {@code READ}, {@code SEARCH}, {@code EVERYTHING} or {@code OPERATION}. */
    ASKED_INTERACTION(access -> access.facts.asked().interaction().name()),
    /** The resource or the request, with person numbers taken out. */
    ASKED_WHAT(access -> access.facts.asked().what()),
    /** {@code SHOWN}, {@code BAD_INPUT}, {@code REFUSED} or {@code FAILED}. */
    OUTCOME_KIND(access -> access.facts.outcome().kind().name()),
    OUTCOME_REASON(access -> access.facts.outcome().reason().orElse("")),
    PURPOSE_CODE(access -> of(access.facts.purpose(), Purpose::code)),
    PURPOSE_TEXT(access -> of(access.facts.purpose(), Purpose::text)),
    /** {@code SOR} or {@code CVR}. */
    ORGANISATION_REGISTER(access ->
            of(access.facts.asker().organisation(), it -> it.register().name())),
    ORGANISATION_ID(access -> of(access.facts.asker().organisation(), Organisation::id)),
    ORGANISATION_NAME(access -> maybe(access.facts.asker().organisation(), Organisation::name)),
    USER_ISSUER(access -> of(access.facts.asker().user(), User::issuer)),
    USER_ID(access -> of(access.facts.asker().user(), User::subject)),
    USER_ROLE(access -> maybe(access.facts.asker().user(), User::role)),
    USER_NAME(access -> maybe(access.facts.asker().user(), User::name)),
    CLIENT_ID(access -> access.facts.asker().client().id().orElse("")),
    SYSTEM_NAME(access -> access.observer.name()),
    SYSTEM_ADDRESS(access -> access.observer.address());

    @SuppressWarnings("ImmutableEnumChecker") // functions without state
    private final Function<Access, String> value;

    Field(Function<Access, String> value) {
        this.value = value;
    }

    /** An access to a child whose number is known again. */
    record Access(UUID id, AccessFacts facts, PersonNumber child, Observer observer) {}

    /** The field with that name in mapping files; empty when there is none. */
    static Optional<Field> named(String name) {
        return Arrays.stream(values())
                .filter(field -> field.text().equals(name))
                .findFirst();
    }

    private String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '.');
    }

    /** Its value; empty text when there is none. */
    String of(Access access) {
        return value.apply(access);
    }

    @SuppressWarnings("OptionalUsedAsFieldOrParameterType")
    private static <T> String of(Optional<T> thing, Function<T, String> field) {
        return thing.map(field).orElse("");
    }

    @SuppressWarnings("OptionalUsedAsFieldOrParameterType")
    private static <T> String maybe(Optional<T> thing, Function<T, Optional<String>> field) {
        return thing.flatMap(field).orElse("");
    }
}
