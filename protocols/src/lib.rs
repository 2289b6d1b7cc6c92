//! The protocols that only Liseré speaks, made of the files beside this folder.
