package s3migrate.sandbox.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.utilslite.SdkInternalThreadLocal;

/// AWS's Java runtime interface client, taken from this JVM's own class path.
///
/// As on AWS, its jars are the child's class path, and the client loads the function from the
/// working directory and its `lib` folder by a class loader below that: for a class in both, such
/// as `Context`, the runtime's own wins.
final class RuntimeClient {
    static final String MAIN_CLASS = AWSLambda.class.getName();

    /// Names the client's native library. Left to itself each child writes it anew to one fixed
    /// path in `/tmp`, where two that start together meet.
    private static final String LIBRARY_PROPERTY =
            "com.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI";

    private final Path library;

    private RuntimeClient(Path library) {
        this.library = library;
    }

    /// Whether the client has a native library for this system: Linux on x86_64 or aarch64.
    static boolean supported() {
        return System.getProperty("os.name").equals("Linux")
                && List.of("amd64", "aarch64").contains(System.getProperty("os.arch"));
    }

    /// Puts the client's native library into `directory`.
    static RuntimeClient unpack(Path directory) {
        var name = libraryName();
        try (InputStream packed = AWSLambda.class.getResourceAsStream("/jni/" + name)) {
            if (packed == null)
                throw new IllegalStateException("no " + name + " in " + classPath());
            var library = Files.createDirectories(directory).resolve(name);
            Files.copy(packed, library);
            return new RuntimeClient(library);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String libraryFlag() {
        return "-D" + LIBRARY_PROPERTY + "=" + library;
    }

    static String classPath() {
        return Stream.of(
                        Context.class,
                        AWSLambda.class,
                        PojoSerializer.class,
                        SdkInternalThreadLocal.class)
                .map(RuntimeClient::location)
                .distinct()
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static String location(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String libraryName() {
        boolean arm = System.getProperty("os.arch").equals("aarch64");
        boolean musl =
                Files.exists(Path.of("/lib/ld-musl-" + (arm ? "aarch64" : "x86_64") + ".so.1"));
        return "libaws-lambda-jni.linux"
                + (musl ? "_musl-" : "-")
                + (arm ? "aarch_64" : "x86_64")
                + ".so";
    }
}
