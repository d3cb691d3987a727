package dk.hoibu.fhir.resource;

import dk.hoibu.fhir.domain.PersonNumber;
import dk.hoibu.fhir.fhir.Message;
import dk.hoibu.fhir.fhir.Problem;
import dk.hoibu.fhir.fhir.Systems;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Type;

/** The parameters of an operation, held to what its OperationDefinition says of them. */
final class BodyParameters {

    /**
     * A parameter that may be there.
     *
     * @param type its FHIR type
     * @param most how many there may be
     */
    record Slot(String name, String type, boolean required, int most) {

        static Slot required(String name, String type) {
            return new Slot(name, type, true, 1);
        }

        static Slot optional(String name, String type) {
            return new Slot(name, type, false, 1);
        }
    }

    private final Parameters parameters;

    private BodyParameters(Parameters parameters) {
        this.parameters = parameters;
    }

    /** @throws Problem 400 at the first parameter that is missing, one too many, of another type, or none of the operation's */
    static BodyParameters of(Parameters parameters, List<Slot> slots) {
        List<ParametersParameterComponent> all = parameters.getParameter();
        for (int i = 0; i < all.size(); i++) {
            check(all.get(i), i, slots);
        }
        BodyParameters body = new BodyParameters(parameters);
        for (Slot slot : slots) {
            int count = body.values(slot.name()).size();
            if (count == 0 && slot.required()) {
                throw Problem.inBody(
                        400, "Parameters", IssueType.REQUIRED, Message.BODY_PARAMETER_MISSING, slot.name());
            }
            if (count > slot.most()) {
                throw Problem.inBody(
                        400, path(slot.name()), IssueType.INVALID, Message.REPEATED_PARAMETER, slot.name());
            }
        }
        return body;
    }

    private static void check(ParametersParameterComponent parameter, int index, List<Slot> slots) {
        Slot slot = slots.stream()
                .filter(known -> known.name().equals(parameter.getName()))
                .findFirst()
                .orElseThrow(() -> Problem.inBody(
                        400,
                        "Parameters.parameter[" + index + "]",
                        IssueType.NOTSUPPORTED,
                        Message.BODY_PARAMETER_UNKNOWN,
                        slots.stream().map(Slot::name).collect(Collectors.joining(", "))));
        Type value = parameter.getValue();
        boolean plain = !parameter.hasPart() && !parameter.hasResource() && !parameter.hasExtension();
        if (!plain || value == null || !value.fhirType().equals(slot.type()) || value.isEmpty()) {
            throw Problem.inBody(
                    400, path(slot.name()), IssueType.STRUCTURE, Message.BODY_PARAMETER_KIND, slot.name(), slot.type());
        }
    }

    /** The value of a parameter that is required. */
    <T extends Type> T one(String name, Class<T> type) {
        return type.cast(values(name).get(0));
    }

    /** The text of a primitive parameter; empty when it is not there. */
    Optional<String> text(String name) {
        return values(name).stream().findFirst().map(Type::primitiveValue);
    }

    /** The texts of a primitive parameter that may be there more than once. */
    List<String> texts(String name) {
        return values(name).stream().map(Type::primitiveValue).toList();
    }

    /**
     * The person that an Identifier names. Format and date are looked at only: numbers given out since 2007 need not pass modulus 11.
     *
     * @throws Problem 422 when it is no person's
     */
    PersonNumber person(String name) {
        Identifier identifier = one(name, Identifier.class);
        return PersonNumber.parse(identifier.hasValue() ? identifier.getValue() : "")
                .filter(number -> switch (number.kind()) {
                    case CPR -> Systems.CPR.equals(identifier.getSystem());
                    case REPLACEMENT -> Systems.X_ECPR.equals(identifier.getSystem());
                })
                .orElseThrow(() -> invalid(name, Systems.CPR + "|ddmmyynnnn, " + Systems.X_ECPR + "|..."));
    }

    List<Reference> references(String name) {
        return values(name).stream().map(Reference.class::cast).toList();
    }

    private List<Type> values(String name) {
        return parameters.getParameter().stream()
                .filter(parameter -> name.equals(parameter.getName()))
                .map(ParametersParameterComponent::getValue)
                .toList();
    }

    /** A 422: the value of that parameter is not one that can be. */
    static Problem invalid(String name, String expected) {
        return Problem.inBody(422, path(name), IssueType.VALUE, Message.INVALID_VALUE, name, expected);
    }

    static String path(String name) {
        return "Parameters.parameter.where(name = '" + name + "')";
    }
}
