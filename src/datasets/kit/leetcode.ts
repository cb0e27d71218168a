/**
 * What LeetCode puts in front of every solution, as far as the standard library has it: solutions of its problems rely on
 * it. Names that two modules have (`Counter`) are those of `collections`.
 */
export const USUAL_IMPORTS = `import bisect, collections, copy, functools, heapq, itertools, math, random, re, string, sys
from typing import *
from bisect import bisect_left, bisect_right, insort
from collections import *
from copy import deepcopy
from functools import *
from heapq import *
from itertools import *
from math import ceil, factorial, floor, gcd, inf, log, log2, sqrt
`;

/** Its linked lists and binary trees. */
export const NODES = `
class ListNode:
    def __init__(self, val=0, next=None):
        self.val = val
        self.next = next


class TreeNode:
    def __init__(self, val=0, left=None, right=None):
        self.val = val
        self.left = left
        self.right = right
`;

/** Whether code is the frame of a solution in a class, as LeetCode asks for them. */
export const isSolutionClass = (code: string): boolean => /^class[ \t]+Solution\b/m.test(code);
