package dk.hoibu.fhir.search;

import dk.hoibu.fhir.domain.PersonNumber;
import dk.hoibu.fhir.fhir.Ids;
import dk.hoibu.fhir.fhir.Ids.Purpose;
import dk.hoibu.fhir.fhir.Message;
import dk.hoibu.fhir.fhir.Problem;
import dk.hoibu.fhir.fhir.Systems;
import dk.hoibu.fhir.search.Query.Pair;
import dk.hoibu.fhir.search.SearchDefinition.ChildParam;
import dk.hoibu.fhir.search.SearchDefinition.Scope;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;

/**
 * Reads, in one request, which child it is about: by opaque id anywhere, by number in a body only. Puts the child into the request's form
 * for links by its id, so that no number ever comes into one.
 */
final class ChildNaming {

    private final SearchDefinition<?> definition;
    private final Ids ids;
    private final Criteria criteria;
    private final boolean fromBody;
    private final List<Pair> canonical;
    private Optional<PersonNumber> child = Optional.empty();

    /** {@code canonical}: where to put the child's form for links. */
    ChildNaming(SearchDefinition<?> definition, Ids ids, Criteria criteria, boolean fromBody, List<Pair> canonical) {
        this.definition = definition;
        this.ids = ids;
        this.criteria = criteria;
        this.fromBody = fromBody;
        this.canonical = canonical;
    }

    /** The child named so far. */
    Optional<PersonNumber> child() {
        return child;
    }

    /** Reads a parameter that names the child; false when it is something else. */
    boolean reads(String name, String modifier, Pair pair) {
        int dot = pair.name().indexOf(".identifier");
        String plain = dot > 0 ? pair.name().substring(0, dot) : name;
        String typed = plain.endsWith(":Patient") ? plain.substring(0, plain.length() - 8) : plain;
        Optional<ChildParam> param = definition.childParam(dot > 0 ? typed : name);
        if (param.isEmpty()) {
            return false;
        }
        boolean chained = dot > 0 && pair.name().length() == dot + ".identifier".length();
        if (dot > 0 && !chained) {
            throw Criteria.unsupportedModifier(param.get().name());
        }
        if (chained || modifier.equals("identifier")) {
            requireBody(pair.name());
            name(param.get(), number(pair.name(), pair.value()));
            return true;
        }
        List<String> parts = Criteria.split(pair.value(), ',');
        if (parts.size() > 1) {
            if (param.get().required() || parts.stream().anyMatch(part -> namesPatient(param.get(), modifier, part))) {
                throw oneChild();
            }
            return false;
        }
        return byReference(param.get(), target(param.get(), modifier, pair.value()));
    }

    private String target(ChildParam param, String modifier, String value) {
        List<String> types = param.targets().stream().sorted().toList();
        return criteria.target(param.name(), modifier, Criteria.unescape(value), types);
    }

    private boolean namesPatient(ChildParam param, String modifier, String value) {
        String target = target(param, modifier, value);
        return target.startsWith("Patient/")
                || ids.person(Purpose.PATIENT, target).isPresent();
    }

    /** False when the reference is to something else than the child, so that it filters like any other. */
    private boolean byReference(ChildParam param, String target) {
        if (target.contains("/") && !target.startsWith("Patient/")) {
            return false;
        }
        String id = target.substring(target.indexOf('/') + 1);
        Optional<PersonNumber> number = ids.person(Purpose.PATIENT, id);
        if (number.isEmpty()) {
            if (!param.required() && !target.contains("/")) {
                return false;
            }
            throw Problem.of(404, IssueType.NOTFOUND, Message.PATIENT_ID_UNKNOWN);
        }
        name(param, number.get());
        return true;
    }

    private void name(ChildParam param, PersonNumber number) {
        if (child.isPresent() && !child.get().equals(number)) {
            throw oneChild();
        }
        if (child.isEmpty()) {
            canonical.add(new Pair(param.name(), "Patient/" + ids.ofPerson(Purpose.PATIENT, number)));
        }
        child = Optional.of(number);
    }

    /** Patient's identifier: in a link it becomes the opaque id. */
    void person(Pair pair, String modifier) {
        if (!modifier.isEmpty()) {
            throw Criteria.unsupportedModifier("identifier");
        }
        requireBody("identifier");
        PersonNumber number = number("identifier", pair.value());
        if (child.isPresent() && !child.get().equals(number)) {
            throw oneChild();
        }
        child = Optional.of(number);
        canonical.add(new Pair("_id", ids.ofPerson(Purpose.PATIENT, number)));
    }

    private void requireBody(String name) {
        if (!fromBody) {
            throw Problem.parameter(name, IssueType.SECURITY, Message.POST_ONLY, name);
        }
    }

    private PersonNumber number(String name, String value) {
        if (Criteria.split(value, ',').size() > 1) {
            throw oneChild();
        }
        List<String> halves = Criteria.split(value, '|');
        String system = halves.size() == 2 ? Criteria.unescape(halves.get(0)) : "";
        if (halves.size() > 2 || !Set.of("", Systems.CPR, Systems.X_ECPR).contains(system)) {
            throw Criteria.unsupportedValue(name, Systems.CPR + "|…, " + Systems.X_ECPR + "|…");
        }
        Optional<PersonNumber> number = PersonNumber.parse(Criteria.unescape(halves.get(halves.size() - 1)))
                .filter(n -> system.isEmpty() || system.equals(Systems.CPR) == (n.kind() == PersonNumber.Kind.CPR));
        return number.orElseThrow(() -> Criteria.invalid(name, Systems.CPR + "|ddmmyynnnn"));
    }

    Problem oneChild() {
        String names = definition.scope() == Scope.PERSON
                ? "identifier"
                : String.join(
                        " | ",
                        definition.childParams().stream().map(ChildParam::name).toList());
        return Problem.parameter(
                definition.scope() == Scope.PERSON
                        ? "identifier"
                        : definition.childParams().get(0).name(),
                IssueType.REQUIRED,
                Message.ONE_CHILD,
                names);
    }
}
