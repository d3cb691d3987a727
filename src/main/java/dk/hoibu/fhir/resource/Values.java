package dk.hoibu.fhir.resource;

import ca.uhn.fhir.model.api.TemporalPrecisionEnum;
import dk.hoibu.fhir.domain.DanishTime;
import dk.hoibu.fhir.search.SearchParam;
import dk.hoibu.fhir.search.SearchValue;
import dk.hoibu.fhir.search.SearchValue.Link;
import dk.hoibu.fhir.search.SearchValue.Span;
import dk.hoibu.fhir.search.SearchValue.Token;
import java.time.LocalDate;
import java.util.Date;
import java.util.List;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/** What resources have for search parameters, and the parameters that many types have. */
final class Values {

    private Values() {}

    static <R extends Resource> List<SearchParam<R>> withCommon(List<SearchParam<R>> own) {
        SearchParam<R> lastUpdated = SearchParam.date(
                "_lastUpdated",
                "When the upstream register last registered it; a resource whose register does not tell never matches",
                resource -> resource.getMeta().hasLastUpdated()
                        ? List.of(span(resource.getMeta().getLastUpdatedElement()))
                        : List.of());
        return Stream.concat(Stream.of(Values.<R>id(), lastUpdated), own.stream())
                .toList();
    }

    static <R extends Resource> SearchParam<R> id() {
        return SearchParam.token(
                "_id",
                "Logical id",
                resource -> List.of(new Token(null, resource.getIdElement().getIdPart())));
    }

    static List<Token> identifiers(List<Identifier> identifiers) {
        return identifiers.stream()
                .map(identifier -> new Token(identifier.getSystem(), identifier.getValue()))
                .toList();
    }

    static List<Token> codes(List<CodeableConcept> concepts) {
        return concepts.stream()
                .flatMap(concept -> concept.getCoding().stream())
                .map(coding -> new Token(coding.getSystem(), coding.getCode()))
                .toList();
    }

    static List<Token> bool(boolean present, boolean value) {
        return present ? List.of(new Token(null, Boolean.toString(value))) : List.of();
    }

    static List<Link> links(Stream<Reference> references) {
        return references
                .filter(Reference::hasReference)
                .map(reference -> new Link(reference.getReference()))
                .toList();
    }

    static List<Link> link(Reference reference) {
        return links(Stream.of(reference));
    }

    static List<SearchValue.Words> words(String text) {
        return text == null ? List.of() : List.of(new SearchValue.Words(text));
    }

    static List<Span> span(boolean present, Period period) {
        if (!present) {
            return List.of();
        }
        Date from = period.hasStart() ? period.getStart() : null;
        Date until = period.hasEnd() ? span(period.getEndElement()).until() : null;
        return List.of(new Span(from, until));
    }

    /** The stretch a date of that precision covers. */
    static Span span(BaseDateTimeType time) {
        Date from = time.getValue();
        if (time.getPrecision() == TemporalPrecisionEnum.DAY) {
            LocalDate day = DanishTime.dateOf(from.toInstant());
            return new Span(from, Date.from(DanishTime.startOf(day.plusDays(1))));
        }
        long length = time.getPrecision() == TemporalPrecisionEnum.MILLI ? 1 : 1000;
        return new Span(from, new Date(from.getTime() + length));
    }
}
