namespace Sintropia.Data.Scores;

/// <summary>Whose scores to repeat: releases of scanpy draw control genes, and add up sparse matrices, in different ways.</summary>
public enum ScanpyRelease
{
    /// <summary>From 1.12.2 on, as of 1.13.0a1: a range of genes is drawn from only if it holds more than are wanted (pandas' <c>sample</c>); means over sparse matrices are added in double.</summary>
    From1122,

    /// <summary>1.10 to 1.12.1: the same draw; means over sparse matrices of float are added in float, which can change the rank of genes of nearly equal mean.</summary>
    From110,

    /// <summary>Up to 1.9: every range is shuffled and its first genes taken; means as in 1.10.</summary>
    Before110,
}
