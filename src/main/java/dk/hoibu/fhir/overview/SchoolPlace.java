package dk.hoibu.fhir.overview;

import dk.hoibu.fhir.source.school.Attendance;
import dk.hoibu.fhir.source.school.Institution;
import java.util.Optional;

/** Where the child goes to school or daycare now. {@code institution} is empty when the register did not give it. */
public record SchoolPlace(Attendance attendance, Optional<Institution> institution) {}
