package dk.hoibu.fhir.generate;

import dk.hoibu.fhir.domain.PersonNumber;
import java.util.List;

/**
 * What was written.
 *
 * @param files in the order of the data folder's description
 * @param example a child who has active cases, an appointment ahead, a clinic, and a school or daycare
 */
public record Generated(List<File> files, PersonNumber example) {

    public Generated {
        files = List.copyOf(files);
    }

    /**
     * One file.
     *
     * @param records how many records it has
     * @param bytes its size
     */
    public record File(String name, int records, long bytes) {}

    public long bytes() {
        return files.stream().mapToLong(File::bytes).sum();
    }
}
