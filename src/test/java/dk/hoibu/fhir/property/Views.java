package dk.hoibu.fhir.property;

import dk.hoibu.fhir.domain.PersonNumber;
import dk.hoibu.fhir.overview.BookingView;
import dk.hoibu.fhir.overview.CaseView;
import dk.hoibu.fhir.overview.CaseView.Manager;
import dk.hoibu.fhir.overview.CaseView.Responsible;
import dk.hoibu.fhir.overview.Overview;
import dk.hoibu.fhir.overview.SchoolPlace;
import dk.hoibu.fhir.source.Gap;
import dk.hoibu.fhir.source.SourceId;
import dk.hoibu.fhir.source.healthorg.HealthUnit;
import dk.hoibu.fhir.source.organisation.Employee;
import dk.hoibu.fhir.source.organisation.Unit;
import dk.hoibu.fhir.source.school.Institution;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Makes what the rules may let through of one child: any case, booking or overview. */
public final class Views {

    private final Samples samples;

    public Views(Samples samples) {
        this.samples = samples;
    }

    public CaseView caseView() {
        return caseView(samples.personNumber(), responsible());
    }

    public CaseView caseView(PersonNumber child, Responsible responsible) {
        Optional<LocalDate> start = samples.perhaps(samples::day);
        CaseView.Status status = samples.oneOf(CaseView.Status.values());
        return new CaseView(
                child,
                samples.careCase(child),
                status,
                samples.subject(),
                start,
                status == CaseView.Status.FINISHED ? samples.perhaps(samples::day) : Optional.empty(),
                samples.cvr(),
                responsible,
                samples.perhaps(() -> manager(responsible)),
                samples.flag());
    }

    public Responsible responsible() {
        return samples.oneOf(List.<Responsible>of(
                new Responsible.Known(samples.unit()),
                new Responsible.Referred(samples.uuid(), samples.perhaps(samples::text)),
                named()));
    }

    public Responsible.Named named() {
        return new Responsible.Named(samples.reference(), samples.perhaps(samples::text), samples.cvr());
    }

    private Manager manager(Responsible responsible) {
        if (samples.flag()) {
            return new Manager.Named(samples.reference(), samples.perhaps(samples::text));
        }
        Employee employee = samples.employee();
        Employee.Membership any = samples.membership();
        boolean there = responsible instanceof Responsible.Known && samples.flag();
        UUID unit = responsible instanceof Responsible.Known known && there
                ? known.unit().uuid()
                : any.unit();
        return new Manager.Known(employee, new Employee.Membership(unit, any.title(), any.start(), any.end()), there);
    }

    public BookingView bookingView() {
        return bookingView(samples.personNumber());
    }

    public BookingView bookingView(PersonNumber child) {
        return new BookingView(
                child,
                samples.booking(),
                samples.perhaps(samples::healthUnit),
                samples.perhaps(samples::healthUnit),
                samples.flag(),
                samples.flag());
    }

    /** Cases whose units are at hand together with all above them, bookings, schools, the GP and gaps. */
    public Overview overview() {
        PersonNumber child = samples.personNumber();
        Map<UUID, Unit> units = new HashMap<>();
        Map<String, HealthUnit> healthUnits = new HashMap<>();
        List<CaseView> cases = samples.some(() -> caseView(child, samples.flag() ? responsible() : knownBelow(units)));
        List<BookingView> bookings = samples.some(() -> bookingView(child));
        return new Overview(
                child,
                samples.perhaps(samples::person),
                true,
                Optional.empty(),
                cases,
                bookings,
                samples.some(this::schoolPlace),
                samples.flag(),
                samples.perhaps(samples::healthUnit),
                units,
                healthUnits,
                samples.some(this::gap),
                Set.of(SourceId.CASE_INDEX),
                Set.of());
    }

    /** A unit under a unit under a municipality. */
    private Responsible.Known knownBelow(Map<UUID, Unit> units) {
        Unit top = samples.unit(Unit.Kind.MUNICIPALITY);
        Unit middle = samples.unit(Unit.Kind.UNIT, top.uuid());
        Unit low = samples.unit(Unit.Kind.UNIT, middle.uuid());
        List.of(top, middle, low).forEach(unit -> units.put(unit.uuid(), unit));
        return new Responsible.Known(low);
    }

    private SchoolPlace schoolPlace() {
        Institution institution = samples.institution();
        return new SchoolPlace(samples.attendance(institution.number()), samples.perhaps(() -> institution));
    }

    public Gap gap() {
        return new Gap(
                samples.oneOf(SourceId.values()),
                samples.oneOf(Gap.Reason.values()),
                samples.perhaps(samples::text),
                samples.instant());
    }
}
