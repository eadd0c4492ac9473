// Some tests measure the memory of this process, and each has a server of its own: they take turns.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
