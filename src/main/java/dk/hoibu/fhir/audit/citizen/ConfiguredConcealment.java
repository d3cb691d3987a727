package dk.hoibu.fhir.audit.citizen;

import dk.hoibu.fhir.domain.PersonNumber;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * What somebody set up, the same for every child. The salt's file is read anew each time, so that a new period needs no restart.
 *
 * @param staffOf organisations whose staff are concealed, or {@link #ALL}
 * @param units that are not told themselves
 * @param saltFile empty for no pseudonyms
 */
public record ConfiguredConcealment(Set<String> staffOf, Set<String> units, Optional<Path> saltFile)
        implements ConcealmentLists {

    /** @throws IllegalArgumentException when one of them is no {@code sor:} or {@code cvr:} with a number */
    public ConfiguredConcealment {
        staffOf = Set.copyOf(staffOf);
        units = Set.copyOf(units);
        staffOf.stream().filter(it -> !it.equals(ALL)).forEach(ConfiguredConcealment::require);
        units.forEach(ConfiguredConcealment::require);
    }

    private static void require(String organisation) {
        if (!organisation.matches("sor:\\d{1,18}|cvr:\\d{8}")) {
            throw new IllegalArgumentException("an organisation to conceal is sor: or cvr: and its number");
        }
    }

    @Override
    public Set<String> organisations(PersonNumber child) {
        return staffOf;
    }

    @Override
    public Optional<String> salt() {
        return saltFile.map(file -> {
            String salt = text(file).strip();
            if (salt.isEmpty()) {
                // with an empty one pseudonyms can be guessed
                throw new ConcealmentUnknown("the salt file is empty");
            }
            return salt;
        });
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new ConcealmentUnknown("the salt file cannot be read", e);
        }
    }
}
