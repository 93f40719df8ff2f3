package s3migrate.worker;

import java.util.List;
import s3migrate.job.Batch;
import s3migrate.job.ReceivedMessage;

/// Where batches leave what proves their objects. Serves many threads.
interface BatchEvidence {

    /// Nowhere: each object's proof goes into the ledger.
    BatchEvidence NONE = (_, _, _) -> false;

    /// Writes down how the objects of a batch ended, those that the batch is done with. A batch
    /// that comes again overwrites what it wrote.
    ///
    /// @return whether it did
    /// @throws s3migrate.transfer.evidence.EvidenceException if it may not be there
    boolean keep(ReceivedMessage message, Batch batch, List<Disposition> dispositions);
}
