package s3migrate.sandbox.lambda;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The command line and environment of a child JVM, as the managed java25 runtime has them.
record ChildCommand(FunctionDefinition function, RuntimeClient client) {
    /// Part of the function's memory that the managed runtime gives to the heap.
    private static final double HEAP_SHARE = 0.85;

    List<String> arguments(Path temporary) {
        var arguments = new ArrayList<String>();
        arguments.add(function.java().toString());
        arguments.add(
                "-XX:MaxHeapSize=" + (long) (function.memoryMegabytes() * 1024 * HEAP_SHARE) + "k");
        arguments.add("-XX:+UseSerialGC");
        if (!choosesCompiler()) arguments.add("-XX:TieredStopAtLevel=1");
        arguments.add("-Xshare:auto");
        arguments.add("--enable-native-access=ALL-UNNAMED");
        arguments.add("-Djava.io.tmpdir=" + temporary);
        arguments.add(client.libraryFlag());
        arguments.addAll(function.jvmFlags());
        arguments.add("-cp");
        arguments.add(RuntimeClient.classPath());
        arguments.add(RuntimeClient.MAIN_CLASS);
        arguments.add(function.handler());
        return arguments;
    }

    /// The function's own variables first: those that Lambda sets are reserved.
    Map<String, String> environment(Path task, String runtimeApi) {
        var variables = new HashMap<>(function.environment());
        variables.put("AWS_LAMBDA_RUNTIME_API", runtimeApi);
        variables.put("_HANDLER", function.handler());
        variables.put("LAMBDA_TASK_ROOT", task.toString());
        variables.put("AWS_LAMBDA_FUNCTION_NAME", function.name());
        variables.put("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST");
        variables.put(
                "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(function.memoryMegabytes()));
        variables.put("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/" + function.name());
        variables.put("AWS_LAMBDA_LOG_STREAM_NAME", "sandbox");
        variables.put("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand");
        variables.put("AWS_EXECUTION_ENV", "AWS_Lambda_java25");
        variables.put("AWS_REGION", function.region());
        variables.put("AWS_DEFAULT_REGION", function.region());
        variables.put("AWS_ACCESS_KEY_ID", function.credentials().accessKeyId());
        variables.put("AWS_SECRET_ACCESS_KEY", function.credentials().secretAccessKey());
        variables.put("AWS_SESSION_TOKEN", function.credentials().sessionToken());
        variables.put("LANG", "en_US.UTF-8");
        variables.put("TZ", ":UTC");
        return variables;
    }

    /// A flag on the command line would win over the same flag in JAVA_TOOL_OPTIONS, which AWS
    /// documents as the way to choose it.
    private boolean choosesCompiler() {
        return function.environment()
                .getOrDefault("JAVA_TOOL_OPTIONS", "")
                .contains("TieredStopAtLevel");
    }
}
