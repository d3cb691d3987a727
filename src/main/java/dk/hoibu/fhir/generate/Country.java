package dk.hoibu.fhir.generate;

import dk.hoibu.fhir.generate.Hospital.Specialty;
import dk.hoibu.fhir.generate.Hospital.Ward;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** All that is there before the first child is born: municipalities with their staff, clinics and schools, and the regions' psychiatry. */
final class Country {

    /** How many children a unit for child and adolescent psychiatry serves. */
    private static final int CHILDREN_PER_WARD = 20_000;

    private final List<Town> towns;
    private final Map<Region, Hospital> hospitals;
    private final int[] weightsSoFar;

    private Country(List<Town> towns, Map<Region, Hospital> hospitals) {
        this.towns = List.copyOf(towns);
        this.hospitals = new EnumMap<>(hospitals);
        this.weightsSoFar =
                towns.stream().mapToInt(town -> town.municipality().weight()).toArray();
        Arrays.parallelPrefix(weightsSoFar, Integer::sum);
    }

    static Country forChildren(int children, Names names, Numbering numbering, Randomness randomness) {
        List<Municipality> municipalities = Municipality.forChildren(children);
        double childrenPerWeight = (double) children
                / municipalities.stream().mapToInt(Municipality::weight).sum();
        TownPlanner planner = new TownPlanner(names, numbering);
        List<Town> towns = new ArrayList<>();
        Map<Region, Hospital> hospitals = new EnumMap<>(Region.class);
        for (Municipality municipality : municipalities) {
            int expected = (int) Math.round(municipality.weight() * childrenPerWeight);
            towns.add(planner.town(municipality, expected, randomness.split()));
        }
        for (Region region : Region.values()) {
            int weight = municipalities.stream()
                    .filter(municipality -> municipality.region() == region)
                    .mapToInt(Municipality::weight)
                    .sum();
            hospitals.put(region, hospital(region, (int) (weight * childrenPerWeight), numbering));
        }
        return new Country(towns, hospitals);
    }

    List<Town> towns() {
        return towns;
    }

    /** One for each region, in their order. */
    List<Hospital> hospitals() {
        return List.copyOf(hospitals.values());
    }

    Hospital hospitalOf(Town town) {
        return Objects.requireNonNull(hospitals.get(town.municipality().region()), "each region has one");
    }

    /** A town drawn by its number of inhabitants. */
    Town anyTown(Randomness randomness) {
        int drawn = randomness.below(weightsSoFar[weightsSoFar.length - 1]);
        int found = Arrays.binarySearch(weightsSoFar, drawn);
        return towns.get(found >= 0 ? found + 1 : -found - 1);
    }

    private static Hospital hospital(Region region, int children, Numbering numbering) {
        List<Ward> wards = new ArrayList<>();
        int open = Math.max(1, children / CHILDREN_PER_WARD);
        for (int ward = 1; ward <= open + 1; ward++) {
            // The last one is closed; appointments made before that still name it.
            String name = "Børne- og Ungdomspsykiatrisk Ambulatorium " + ward + ", " + region.title();
            String phone = ward % 3 == 0 ? "" : numbering.nextPhone();
            wards.add(new Ward(
                    numbering.nextSor(), name, numbering.nextGln(), phone, Specialty.CHILD_PSYCHIATRY, ward <= open));
        }
        Ward other = new Ward(
                numbering.nextSor(),
                "Børneambulatoriet, " + region.title(),
                numbering.nextGln(),
                numbering.nextPhone(),
                Specialty.PAEDIATRICS,
                true);
        return new Hospital(region, numbering.nextSor(), numbering.nextSor(), numbering.nextPhone(), wards, other);
    }
}
