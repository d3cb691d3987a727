package dk.hoibu.fhir.watch;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The five regions and the municipalities in each, which are laid down by law. */
public final class Regions {

    private static final Map<String, Set<String>> MUNICIPALITIES = Map.of(
            "DK-81", codes("0773 0787 0810 0813 0820 0825 0840 0846 0849 0851 0860"),
            "DK-82",
                    codes("0615 0657 0661 0665 0671 0706 0707 0710 0727 0730 0740 0741 0746 0751 0756 0760 0766 0779"
                            + " 0791"),
            "DK-83",
                    codes("0410 0420 0430 0440 0450 0461 0479 0480 0482 0492 0510 0530 0540 0550 0561 0563 0573 0575"
                            + " 0580 0607 0621 0630"),
            "DK-84",
                    codes("0101 0147 0151 0153 0155 0157 0159 0161 0163 0165 0167 0169 0173 0175 0183 0185 0187 0190"
                            + " 0201 0210 0217 0219 0223 0230 0240 0250 0260 0270 0400 0411"),
            "DK-85", codes("0253 0259 0265 0269 0306 0316 0320 0326 0329 0330 0336 0340 0350 0360 0370 0376 0390"));

    private Regions() {}

    private static Set<String> codes(String text) {
        return Set.of(text.split(" "));
    }

    /** ISO 3166-2 code of the region of the municipality with that code; empty when there is none such. */
    static Optional<String> ofMunicipality(String code) {
        return MUNICIPALITIES.entrySet().stream()
                .filter(region -> region.getValue().contains(code))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** The region that {@code text} names by its code, or by the code of a municipality in it; empty when it names none. */
    public static Optional<String> named(String text) {
        return Stream.of(text).filter(MUNICIPALITIES::containsKey).findFirst().or(() -> ofMunicipality(text));
    }
}
