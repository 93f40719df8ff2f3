package s3migrate.sandbox.lambda;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// A function that runs in child JVMs, as it would be deployed.
///
/// @param asset a zip or jar, unpacked as AWS does, or a directory that is already unpacked
/// @param handler `package.Class::method`
/// @param environment the function's own variables; those that Lambda sets are added
/// @param jvmFlags added last, such as a trust store
/// @param java the `java` program of the JDK to run under
public record FunctionDefinition(
        String name,
        Path asset,
        String handler,
        int memoryMegabytes,
        Duration timeout,
        Map<String, String> environment,
        List<String> jvmFlags,
        RecursiveLoop recursiveLoop,
        RoleCredentials credentials,
        String region,
        Path java)
        implements LambdaFunction {
    public FunctionDefinition {
        environment = Map.copyOf(environment);
        jvmFlags = List.copyOf(jvmFlags);
    }

    /// A function without variables and flags of its own, with Lambda's default for loops, under
    /// the JDK of this JVM.
    public static FunctionDefinition of(
            String name,
            Path asset,
            String handler,
            int memoryMegabytes,
            Duration timeout,
            RoleCredentials credentials,
            String region) {
        return new FunctionDefinition(
                name,
                asset,
                handler,
                memoryMegabytes,
                timeout,
                Map.of(),
                List.of(),
                RecursiveLoop.TERMINATE,
                credentials,
                region,
                Path.of(System.getProperty("java.home"), "bin", "java"));
    }

    public FunctionDefinition withEnvironment(Map<String, String> variables) {
        return new FunctionDefinition(
                name,
                asset,
                handler,
                memoryMegabytes,
                timeout,
                variables,
                jvmFlags,
                recursiveLoop,
                credentials,
                region,
                java);
    }

    public FunctionDefinition withJvmFlags(List<String> flags) {
        return new FunctionDefinition(
                name,
                asset,
                handler,
                memoryMegabytes,
                timeout,
                environment,
                flags,
                recursiveLoop,
                credentials,
                region,
                java);
    }

    public FunctionDefinition withTimeout(Duration next) {
        return new FunctionDefinition(
                name,
                asset,
                handler,
                memoryMegabytes,
                next,
                environment,
                jvmFlags,
                recursiveLoop,
                credentials,
                region,
                java);
    }

    public FunctionDefinition withRecursiveLoop(RecursiveLoop next) {
        return new FunctionDefinition(
                name,
                asset,
                handler,
                memoryMegabytes,
                timeout,
                environment,
                jvmFlags,
                next,
                credentials,
                region,
                java);
    }
}
