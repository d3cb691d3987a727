package dk.hoibu.fhir.bench;

import dk.hoibu.fhir.generate.Generator;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;

/**
 * Compares this server with a bare servlet and with HAPI as it comes, and prints the ratios. All servers run in one other process and take
 * turns, round by round, so that a machine that grows slower grows slower for all.
 *
 * <p>Usage: {@code Benchmark [FOLDER [SECONDS [ROUNDS [FIRST-QUESTIONS]]]]}; the folder gets 100,000 generated children if it has none.
 */
final class Benchmark {

    private static final int CHILDREN = 100_000;
    private static final int WARM_UP_ANSWERS = 150_000;
    private static final int WARM_UP_SECONDS = 45;

    private final Process servers;
    private final Map<Contestant, Integer> ports;
    private final List<String> patients;
    private final double seconds;
    private final int rounds;

    private Benchmark(
            Process servers, Map<Contestant, Integer> ports, List<String> patients, double seconds, int rounds) {
        this.servers = servers;
        this.ports = ports;
        this.patients = patients;
        this.seconds = seconds;
        this.rounds = rounds;
    }

    public static void main(String[] arguments) throws Exception {
        Path data = Path.of(arguments.length > 0 ? arguments[0] : "target/bench/100000");
        double seconds = arguments.length > 1 ? Double.parseDouble(arguments[1]) : 3;
        int rounds = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 5;
        boolean searchOnly = arguments.length > 3;
        if (!Files.exists(data.resolve("sources"))) {
            System.out.println("Generating " + CHILDREN + " children in " + data);
            new Generator(CHILDREN, 1, data, written -> {}).generate();
        }
        Path ids = Files.createTempFile("patients", ".txt");
        Process servers = start(data, ids);
        try {
            Map<Contestant, Integer> ports = ports(servers);
            Benchmark benchmark = new Benchmark(servers, ports, Files.readAllLines(ids), seconds, rounds);
            benchmark.run(searchOnly);
        } finally {
            servers.destroy();
            Files.delete(ids);
        }
    }

    /** The servers' log goes the way it does in production, to standard output, and from there nowhere. */
    private static Process start(Path data, Path ids) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx4g");
        String options = System.getProperty("bench.jvm", "");
        command.addAll(Arrays.stream(options.split(" "))
                .filter(option -> !option.isEmpty())
                .toList());
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                Servers.class.getName(),
                data.toString(),
                ids.toString()));
        return new ProcessBuilder(command).redirectOutput(Redirect.DISCARD).start();
    }

    private static Map<Contestant, Integer> ports(Process servers) throws IOException {
        BufferedReader errors =
                new BufferedReader(new InputStreamReader(servers.getErrorStream(), StandardCharsets.UTF_8));
        for (String line = errors.readLine(); line != null; line = errors.readLine()) {
            if (line.startsWith(Servers.READY)) {
                String[] words = line.split(" ");
                Map<Contestant, Integer> ports = new EnumMap<>(Contestant.class);
                for (Contestant contestant : Contestant.values()) {
                    ports.put(contestant, Integer.parseInt(words[contestant.ordinal() + 1]));
                }
                return ports;
            }
            System.err.println(line);
        }
        throw new IllegalStateException("the servers did not start");
    }

    private void run(boolean searchOnly) throws InterruptedException, ExecutionException {
        System.out.printf(
                Locale.ROOT,
                "%d processors, Java %s; %d patients with cases; %d rounds of %.0f s each, medians%n",
                Runtime.getRuntime().availableProcessors(),
                Runtime.version(),
                patients.size(),
                rounds,
                seconds);
        compare(Question.SEARCH, Contestant.MAIN, 16, true);
        compare(Question.SEARCH, Contestant.MAIN, 1, false);
        compare(Question.SEARCH, Contestant.MAIN, 64, false);
        if (!searchOnly) {
            compare(Question.INCLUDES, Contestant.MAIN, 16, true);
            compare(Question.EVERYTHING, Contestant.MAIN, 16, true);
            compare(Question.SEARCH, Contestant.LEVERS, 16, true);
        }
    }

    /** What one server did in one round. */
    private record Round(double perSecond, double cpuMicros) {}

    private void compare(Question question, List<Contestant> contestants, int connections, boolean warmUp)
            throws InterruptedException, ExecutionException {
        Map<Contestant, Load> loads = new EnumMap<>(Contestant.class);
        Map<Contestant, List<Round>> results = new EnumMap<>(Contestant.class);
        List<String> targets = patients.stream().map(question::target).toList();
        for (Contestant contestant : contestants) {
            loads.put(contestant, new Load(ports.get(contestant), targets));
            results.put(contestant, new ArrayList<>());
        }
        // twice, since what the servers share is compiled anew when the next one uses it otherwise
        for (int pass = 0; warmUp && pass < 2; pass++) {
            for (Load load : loads.values()) {
                warmUp(load, connections);
            }
        }
        for (int round = 0; round < rounds; round++) {
            for (Contestant contestant : contestants) {
                results.get(contestant).add(round(loads.get(contestant), connections));
            }
        }
        print(question, connections, results);
    }

    /** Lets the server's code be compiled, which takes many answers, and long on a busy machine. */
    private static void warmUp(Load load, int connections) throws InterruptedException, ExecutionException {
        double answers = 0;
        for (int second = 0; second < WARM_UP_SECONDS && answers < WARM_UP_ANSWERS; second++) {
            answers += load.perSecond(connections, 1);
        }
    }

    private Round round(Load load, int connections) throws InterruptedException, ExecutionException {
        Duration before = cpu();
        double perSecond = load.perSecond(connections, seconds);
        double cpuMicros = cpu().minus(before).toNanos() / 1e3;
        return new Round(perSecond, cpuMicros / (perSecond * seconds));
    }

    private Duration cpu() {
        return servers.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private static void print(Question question, int connections, Map<Contestant, List<Round>> results) {
        System.out.printf("%n%s, %d connections%n", question.title(), connections);
        System.out.printf("%-28s %10s %12s %12s %14s%n", "", "answers/s", "x servlet", "x HAPI", "CPU us/answer");
        results.forEach((contestant, rounds) -> System.out.printf(
                Locale.ROOT,
                "%-28s %,10.0f %12.3f %12.2f %14.0f%n",
                contestant.title(),
                median(rounds.stream().mapToDouble(Round::perSecond).toArray()),
                ratio(rounds, results.get(Contestant.SERVLET)),
                ratio(rounds, results.get(Contestant.DEFAULTS)),
                median(rounds.stream().mapToDouble(Round::cpuMicros).toArray())));
    }

    /** The median of the rounds' own ratios. */
    private static double ratio(List<Round> rounds, List<Round> others) {
        double[] ratios = new double[rounds.size()];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = rounds.get(i).perSecond() / others.get(i).perSecond();
        }
        return median(ratios);
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
