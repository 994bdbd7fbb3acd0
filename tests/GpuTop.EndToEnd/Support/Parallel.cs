// More of these at once would measure the machine and not the program.
[assembly: CollectionBehavior(MaxParallelThreads = 2)]
