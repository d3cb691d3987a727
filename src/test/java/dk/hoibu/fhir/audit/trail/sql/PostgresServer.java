package dk.hoibu.fhir.audit.trail.sql;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** A PostgreSQL server of its own for tests, that can be killed and started again; commits are as durable as in production. */
public final class PostgresServer implements AutoCloseable {

    private static final String BINARIES = "/postgres-linux-x86_64.txz";
    private static final String NOBODY = "65534";

    private final Path folder;
    private final int port;
    private final Map<String, String> variables;
    private int databases;

    private PostgresServer(Path folder, int port, Map<String, String> variables) {
        this.folder = folder;
        this.port = port;
        this.variables = Map.copyOf(variables);
    }

    /** Why there can be no server on this machine; empty when there can. */
    public static String missing() {
        String system = System.getProperty("os.name") + " " + System.getProperty("os.arch");
        if (PostgresServer.class.getResource(BINARIES) == null || !system.equals("Linux amd64")) {
            return "no PostgreSQL binaries for " + system;
        }
        if (isRoot() && !Files.isExecutable(Path.of("/usr/bin/setpriv"))) {
            return "PostgreSQL does not run as root, and there is no setpriv";
        }
        return "";
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    /** Starts with an empty data folder, in the system's folder for temporary files. */
    public static PostgresServer start() throws IOException {
        return start(data -> {}, Map.of());
    }

    /** As it is made ready for the data. */
    public interface Preparation {
        void of(Path data) throws IOException;
    }

    /** {@code ready} is told where the data will be, which is empty still; {@code variables} are in the environment of its processes. */
    public static PostgresServer start(Preparation ready, Map<String, String> variables) throws IOException {
        Path folder = Files.createTempDirectory("hoibu-postgres");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        unpack(folder);
        ready.of(folder.resolve("data"));
        PostgresServer server = new PostgresServer(folder, freePort(), variables);
        server.run("initdb", "-D", server.data(), "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C");
        server.startAgain();
        return server;
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    private static void unpack(Path folder) throws IOException {
        try (InputStream packed = PostgresServer.class.getResourceAsStream(BINARIES);
                TarArchiveInputStream tar =
                        new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(packed)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path file = folder.resolve(entry.getName()).normalize();
                if (!file.startsWith(folder)) {
                    throw new IOException("outside of the archive: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                } else if (entry.isSymbolicLink()) {
                    Files.createDirectories(file.getParent());
                    Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
                } else {
                    Files.createDirectories(file.getParent());
                    Files.copy(tar, file);
                    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
                }
            }
        }
    }

    public void startAgain() {
        String options = String.format(
                Locale.ROOT,
                "-p %d -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c max_connections=100",
                port);
        run(
                "pg_ctl",
                "start",
                "-w",
                "-D",
                data(),
                "-l",
                folder.resolve("server.log").toString(),
                "-o",
                options);
    }

    /** At once, as by {@code kill -9}: the next start recovers from the write-ahead log. */
    public void kill() throws IOException {
        List<ProcessHandle> all = processes();
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(process -> process.onExit().orTimeout(30, TimeUnit.SECONDS).join());
        Files.deleteIfExists(folder.resolve("data").resolve("postmaster.pid"));
    }

    private List<ProcessHandle> processes() throws IOException {
        long postmaster =
                Long.parseLong(Files.readAllLines(folder.resolve("data").resolve("postmaster.pid"))
                        .get(0)
                        .strip());
        ProcessHandle handle = ProcessHandle.of(postmaster).orElseThrow();
        List<ProcessHandle> all = new ArrayList<>(handle.descendants().toList());
        all.add(handle);
        return all;
    }

    /** Stops all its processes where they are (SIGSTOP): connections stay open, and nobody answers. */
    public void freeze() throws IOException {
        signal("-STOP");
    }

    /** They go on as if nothing had been. */
    public void thaw() throws IOException {
        signal("-CONT");
    }

    private void signal(String signal) throws IOException {
        List<String> command = new ArrayList<>(List.of("kill", signal));
        processes().forEach(process -> command.add(String.valueOf(process.pid())));
        try {
            if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
                throw new IllegalStateException("kill " + signal);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Ends its sessions and stops. */
    public void stop() {
        run("pg_ctl", "stop", "-w", "-m", "fast", "-D", data());
    }

    /** Stops without ending anything properly: the next start recovers from the write-ahead log. */
    public void stopImmediately() {
        run("pg_ctl", "stop", "-w", "-m", "immediate", "-D", data());
    }

    /** Makes an empty database; answers its URL. */
    public String database() throws SQLException {
        databases++;
        String name = "test" + databases;
        execute(url("postgres"), "CREATE DATABASE " + name);
        return url(name);
    }

    String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    /** As the administrator. */
    public static void execute(String url, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, "postgres", "");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String data() {
        return folder.resolve("data").toString();
    }

    private void run(String program, String... arguments) {
        List<String> command = new ArrayList<>();
        if (isRoot()) {
            command.addAll(List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups"));
        }
        command.add(folder.resolve("bin").resolve(program).toString());
        command.addAll(List.of(arguments));
        Path output = folder.resolve(program + ".out");
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            builder.environment().putAll(variables);
            Process process = builder.start();
            if (!process.waitFor(120, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IllegalStateException(program + ": " + Files.readString(output, StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Stops it and deletes all of it. */
    @Override
    public void close() throws IOException {
        stopImmediately();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
