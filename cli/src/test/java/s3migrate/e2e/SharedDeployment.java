package s3migrate.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Gives every test class the same deployment: JVMs under the Lambda runtime are slow to start. It
/// ends with the test run.
final class SharedDeployment implements ParameterResolver {

    private record Held(Deployment deployment, Path directory) implements AutoCloseable {

        @Override
        public void close() throws IOException {
            deployment.close();
            try (var files = Files.walk(directory)) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
        return parameter.getParameter().getType() == Deployment.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
        return test.getRoot()
                .getStore(Namespace.create(SharedDeployment.class))
                .getOrComputeIfAbsent(Held.class, _ -> start(), Held.class)
                .deployment();
    }

    private static Held start() {
        try {
            var directory = Files.createTempDirectory("s3-migrate-e2e-");
            return new Held(new Deployment(directory), directory);
        } catch (IOException | InterruptedException broke) {
            throw new IllegalStateException("the deployment did not start", broke);
        }
    }
}
