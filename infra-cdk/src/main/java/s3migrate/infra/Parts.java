package s3migrate.infra;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import s3migrate.infra.migration.Migration;
import software.amazon.awscdk.services.s3.Bucket;

/// What the programs of the stack are given.
record Parts(
        Migration migration,
        RegionFeatures features,
        Assets assets,
        WorkQueues queues,
        LedgerTable ledger,
        Bucket reports,
        StackParameters parameters) {

    /// The environment of a program that reads these settings.
    Map<String, String> environment(Set<String> names) {
        var environment = new TreeMap<>(queues.settings());
        environment.put("LedgerTable", ledger.table().getTableName());
        environment.put("ReportsBucket", reports.getBucketName());
        environment.put(
                "MaxWorkers",
                Integer.toString(queues.ofWorker().size() * migration.worker().maxConcurrency()));
        environment.keySet().retainAll(names);
        environment.putAll(migration.settings().of(names));
        return environment;
    }
}
