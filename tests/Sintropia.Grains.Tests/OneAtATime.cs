// Clusters side by side starve each other on a small machine: a silo that gets no turn on a processor is taken for lost, and then a test tells of the machine and not of the code.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
