package dk.hoibu.guide;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Runs other programs, and tells which are missing before anything is begun. */
final class Programs {

    private Programs() {}

    /** @throws GuideException in one line, with what to do, when a program is not on the PATH */
    static void require(String name, String remedy) {
        boolean there = Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .map(folder -> Path.of(folder, name))
                .anyMatch(Files::isExecutable);
        if (!there) {
            throw new GuideException(name + " is not on the PATH: " + remedy);
        }
    }

    /** Runs a program in a folder, its output on ours. */
    static void run(Path folder, Map<String, String> environment, List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile()).inheritIO();
        builder.environment().putAll(environment);
        finish(builder, command.get(0));
    }

    /** Runs a program in a folder, its output in a file: the Publisher says a thousand lines that nobody needs when it went well. */
    static void run(Path folder, Map<String, String> environment, List<String> command, Path log) {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        finish(builder, command.get(0) + " (see " + log + ")");
    }

    private static void finish(ProcessBuilder builder, String name) {
        try {
            int code = builder.start().waitFor();
            if (code != 0) {
                throw new GuideException(name + " ended with " + code);
            }
        } catch (IOException e) {
            throw new GuideException("cannot run " + name + ": " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new GuideException(name + " was interrupted");
        }
    }
}
