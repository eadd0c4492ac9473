namespace Sintropia.Predictors.VirtualCellLine;

/// <summary>How states follow each other when a gene is forced.</summary>
public enum TrajectoryRule
{
    /// <summary>The whole prediction is fed back with the gene forced, states are what the network predicted, and the last state is the settled one.</summary>
    FedBack,

    /// <summary>Like <see cref="FedBack"/>, but each state goes half of the way to the next picture and is brought to as many molecules as the cell has before it is fed back. A network that learned to fill in what is hidden makes more of a cell of which nothing is hidden, and of its own pictures ever more; cells that are brought to one depth cannot grow. Ours.</summary>
    KeptDepth,

    /// <summary>As the later published code does it: the forced level is written into a state before the next is computed from it, so that all of them show it but one that nothing was computed from; the test for rest compares with that, and the state that passes the test is left out.</summary>
    Published,

    /// <summary>As the published app of July 2024 does it: like <see cref="Published"/>, and each gene is predicted from itself alone, all others being 0.</summary>
    GeneByGene,
}
